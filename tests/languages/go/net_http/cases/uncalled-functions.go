package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

const base = "https://api.example.com"

func call(method, path string, body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(method, base+path, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

func createOrder(kind string, count int, order any, tags ...string) error {
	if kind == "" {
		return fmt.Errorf("no kind")
	}
	return call(http.MethodPost, fmt.Sprintf("/orders/%s/", kind), map[string]any{"order": order, "count": count})
}

func getOrder(id string) (*http.Response, error) {
	return http.Get(base + "/orders/" + id + "/")
}

func shown(id string) {
	fmt.Println(id)
}

func main() {
}
