package main

import (
	"bytes"
	"fmt"
	"net/http"
)

func main() {
	count := 18446744073709551615
	count = count * count
	count = count * count
	count = count * count
	count = count * count
	count = count * count
	price := count * 1.5
	var content bytes.Buffer
	content.WriteString(fmt.Sprint(price))
	http.Post("https://api.example.com/orders/", "text/plain", &content)
}
