package main

import "net/http"

func main() {
	page := new(http.Client, http.Request)
	page.Get("https://api.example.com/orders/")
}
