package main

import (
	"bytes"
	"net/http"
)

func main() {
	http.Get("https://api.example.com/orders/")
}
