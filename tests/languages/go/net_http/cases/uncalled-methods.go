package main

import (
	"context"
	"net/http"
)

type Client struct {
	base  string
	token string
	http  *http.Client
}

func NewClient(token string) (*Client, error) {
	return &Client{base: "https://api.example.com", token: token, http: &http.Client{}}, nil
}

func (c *Client) Cancel(ctx context.Context, id string) error {
	return c.send(ctx, http.MethodPatch, "/orders/cancel/"+id+"/")
}

func (c *Client) send(ctx context.Context, method, path string) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type Settings struct {
	Token string
	Count int
}

func (s Settings) Ping() error {
	_, err := http.Get("https://api.example.com/ping/?token=" + s.Token)
	return err
}
