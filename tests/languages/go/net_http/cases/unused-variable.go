package main

import "net/http"

func main() {
	resp, err := http.Get("https://api.example.com/orders/")
	if err != nil {
		panic(err)
	}
}
