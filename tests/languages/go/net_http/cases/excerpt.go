payload := strings.NewReader(`{"state": "new"}`)
req, err := http.NewRequest("POST", "https://api.example.com/orders/", payload)
if err != nil {
	log.Fatal(err)
}
req.Header.Set("Content-Type", "application/json")
resp, err := http.DefaultClient.Do(req)
