package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func main() {
	body, _ := json.Marshal(map[string]any{
		"state": "open",
		"count": 2 // a comment
	})
	http.Post("https://api.example.com/orders/", "application/json", bytes.NewReader(body))
}
