package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

type Page struct {
	Items []struct {
		ID int `json:"id"`
	} `json:"items"`
	Next string `json:"next"`
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	client := &http.Client{Transport: http.DefaultTransport}
	page := new(Page)
	req, err := http.NewRequestWithContext(ctx, "GET", "https://api.example.com/items?limit=10", nil)
	if err != nil {
		panic(err)
	}
	q := req.URL.Query()
	q.Add("state", "new & late")
	req.URL.RawQuery = q.Encode()
	res, err := client.Do(req)
	if err != nil {
		panic(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(page); err != nil {
		panic(err)
	}
	for i, item := range page.Items {
		fmt.Println(i, item.ID)
	}
	if page.Next != "" {
		fmt.Println("more")
	}
}
