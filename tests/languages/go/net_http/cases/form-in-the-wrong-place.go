package main

import (
	"net/http"
	"net/url"
)

func main() {
	req, _ := http.NewRequest("POST", "https://api.example.com/orders/", nil)
	req.PostForm = url.Values{"id": {"8"}}
	req.Header.Set("Host", "other.example.com")
	http.DefaultClient.Do(req)
}
