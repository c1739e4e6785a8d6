package main

import (
	"net/http"

	"github.com/go-resty/resty/v2"
)

func main() {
	client := resty.New()
	client.R().Get("https://api.example.com/orders/")
	http.Get("https://api.example.com/orders/")
}
