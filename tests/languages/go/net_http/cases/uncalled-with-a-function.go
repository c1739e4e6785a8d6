package main

import "net/http"

func cancel(send func(string) error, id string) error {
	if _, err := http.Get("https://api.example.com/orders/" + id + "/"); err != nil {
		return err
	}
	return send(id)
}
