package main

import (
	"bytes"
	"net/http"
)

func main() {
	var content bytes.Buffer
	content.WriteByte(1000000000)
	http.Post("https://api.example.com/orders/", "text/plain", &content)
}
