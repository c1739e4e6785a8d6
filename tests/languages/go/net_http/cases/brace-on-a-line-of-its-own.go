package main

import "net/http"

func main() {
	if true
	{
	http.Get("https://api.example.com/orders/")
	}
}
