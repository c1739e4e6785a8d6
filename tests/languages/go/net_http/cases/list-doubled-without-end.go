package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

func main() {
	var list any = 1
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	list = []any{list, list}
	content, _ := json.Marshal(list)
	http.Post("https://api.example.com/orders/", "application/json", bytes.NewReader(content))
}
