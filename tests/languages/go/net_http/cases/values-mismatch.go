package main

import "net/http"

func main() {
	resp := http.Get("https://api.example.com/orders/")
	resp.Body.Close()
}
