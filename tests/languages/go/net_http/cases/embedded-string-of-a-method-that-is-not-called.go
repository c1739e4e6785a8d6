package main

import "net/http"

type Settings struct {
	string
	Count int
}

func (s Settings) Ping() error {
	_, err := http.Get("https://api.example.com/ping/?count=2&token=" + s.string)
	return err
}
