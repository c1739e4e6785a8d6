package main

import "net/http"

func main() {
	go http.Get("https://api.example.com/orders/")
}
