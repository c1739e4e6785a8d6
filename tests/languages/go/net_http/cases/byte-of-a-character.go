package main

import (
	"bytes"
	"net/http"
)

func main() {
	var content bytes.Buffer
	content.WriteByte(0xC3)
	content.WriteByte(0xA9)
	http.Post("https://api.example.com/orders/", "text/plain", &content)
}
