package main

import "net/http"

type Base struct {
	URL string
}

type Client Base

func (c Client) Orders() {
	http.Get("https://api.example.com/" + c.URL + "/orders")
}
