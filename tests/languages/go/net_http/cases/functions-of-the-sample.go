package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
)

const base = "https://api.example.com"

var token = "YOUR_TOKEN"

type Client struct {
	http  *http.Client
	token string
}

func (c *Client) send(method, path string, payload any) (*http.Response, error) {
	text, err := json.Marshal(payload)
	if err != nil {
		return nil, fmt.Errorf("encode: %w", err)
	}
	req, err := http.NewRequest(method, base+path, strings.NewReader(string(text)))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	req.Header.Set("Content-Type", "application/json")
	return c.http.Do(req)
}

func main() {
	client := &Client{http: &http.Client{}, token: token}
	for _, id := range []int{8, 9} {
		if resp, err := client.send("PUT", fmt.Sprintf("/orders/%d/", id), struct {
			State string `json:"state"`
		}{"late"}); err != nil {
			panic(err)
		} else {
			resp.Body.Close()
		}
	}
}
