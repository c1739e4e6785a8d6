package main

import "net/http"

func main() {
	req, _ := http.NewRequest("POST", "https://api.example.com/orders/", `{"id": 8}`)
	http.DefaultClient.Do(req)
}
