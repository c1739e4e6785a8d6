package main

import (
	"bytes"
	"net/http"
)

func main() {
	var content bytes.Buffer
	content.WriteByte('a')
	content.WriteRune('é')
	content.WriteRune(0xD800)
	content.WriteRune(-1)
	content.WriteRune(1000000000)
	http.Post("https://api.example.com/orders/", "text/plain", &content)
}
