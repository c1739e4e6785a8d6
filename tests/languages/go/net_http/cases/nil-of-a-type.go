package main

import (
	"fmt"
	"net/http"
	"strings"
)

func main() {
	var none = (*int)(nil)
	text := []byte(nil)
	text = append(text, "a=1"...)
	var failed = error(nil)
	fmt.Println(none, failed)
	http.Post("https://api.example.com/orders", "application/x-www-form-urlencoded", strings.NewReader(string(text)))
}
