package main

import "net/http"

type shop struct{}

func (s shop) refresh() {
	http.Get("https://api.example.com/refresh")
}

func main() {
	resp, _ := http.Get("https://api.example.com/orders")
	if resp.StatusCode == 401 {
		shop{}.refresh()
	}
}
