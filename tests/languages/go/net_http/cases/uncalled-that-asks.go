package main

import "net/http"

func cancel(id string, force bool) {
	if force {
		http.Get("https://api.example.com/orders/cancel/" + id + "/")
	}
}
