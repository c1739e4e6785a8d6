package main

import (
	"net/http"
	"time"
)

type connection struct {
	base string
}

func (c *connection) url(path string) string {
	return c.base + path
}

type orders struct {
	*http.Client
	connection
	token string
}

func main() {
	api := orders{Client: &http.Client{}, token: "t"}
	api.base = "https://api.example.com"
	api.Timeout = 10 * time.Second
	req, err := http.NewRequest(http.MethodDelete, api.url("/orders/7/"), nil)
	if err != nil {
		panic(err)
	}
	req.Header.Set("Authorization", "Bearer "+api.token)
	resp, err := api.Do(req)
	if err != nil {
		panic(err)
	}
	defer resp.Body.Close()
}
