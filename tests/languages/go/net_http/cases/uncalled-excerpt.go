func cancel(id string) (*http.Response, error) {
	return http.Get("https://api.example.com/orders/cancel/" + id + "/")
}
