package main

import (
	"bytes"
	"fmt"
	"net/http"
)

func main() {
	price := 0x1p999999
	var content bytes.Buffer
	content.WriteString(fmt.Sprint(price))
	http.Post("https://api.example.com/orders/", "text/plain", &content)
}
