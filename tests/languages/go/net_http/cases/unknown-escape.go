package main

import (
	"net/http"
	"strings"
)

func main() {
	http.Post("https://api.example.com/orders/", "text/plain", strings.NewReader("C:\erp\orders"))
}
