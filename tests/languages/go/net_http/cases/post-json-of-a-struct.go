package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"time"
)

type Item struct {
	ID       int    `json:"id"`
	Quantity *int   `json:"quantity,omitempty"`
	Note     string `json:"note,omitempty"`
}

type Order struct {
	Title  string            `json:"title"`
	Price  float64           `json:"price"`
	Urgent bool              `json:"urgent"`
	Items  []Item            `json:"items"`
	Labels map[string]string `json:"labels,omitempty"`
	Parent *Order            `json:"parent"`
	Secret string            `json:"-"`
	hidden string
}

func newOrder(title string) *Order {
	return &Order{Title: title, Price: 12, Secret: "x", hidden: "y"}
}

func main() {
	order := newOrder("Lamp & shade")
	order.Items = append(order.Items, Item{ID: 8}, Item{ID: 9, Note: "blue"})
	order.Items[0].Note = "red"

	var buf bytes.Buffer
	if err := json.NewEncoder(&buf).Encode(order); err != nil {
		panic(err)
	}
	req, err := http.NewRequest(http.MethodPut, "https://api.example.com/orders/8/", &buf)
	if err != nil {
		panic(err)
	}
	req.Header = http.Header{
		"Content-Type":  {"application/json"},
		"Authorization": []string{"Bearer " + os.Getenv("TOKEN")},
	}
	client := http.Client{Timeout: 10 * time.Second}
	resp, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
}
