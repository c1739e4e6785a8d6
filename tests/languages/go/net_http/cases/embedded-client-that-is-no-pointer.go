package main

import "net/http"

type orders struct {
	http.Client
}

func main() {
	api := orders{}
	api.CloseIdleConnections()
	api.Get("https://api.example.com/orders/")
}
