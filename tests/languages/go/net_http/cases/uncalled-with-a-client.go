package main

import "net/http"

type Client struct {
	HTTP *http.Client
}

func (c *Client) Cancel(id string) error {
	_, err := c.HTTP.Get("https://api.example.com/orders/cancel/" + id + "/")
	return err
}
