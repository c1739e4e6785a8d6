package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func main() {
	list := []any{1}
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	list = append(list, list...)
	content, _ := json.Marshal(list)
	http.Post("https://api.example.com/orders/", "application/json", bytes.NewReader(content))
}
