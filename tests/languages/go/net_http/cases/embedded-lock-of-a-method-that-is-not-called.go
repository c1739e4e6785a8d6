package main

import (
	"net/http"
	"sync"
)

type place struct {
	base string
}

func (p place) url(path string) string {
	return p.base + path
}

type Orders struct {
	sync.Mutex
	place
	token string
}

func (o *Orders) Ping() error {
	o.Lock()
	defer o.Unlock()
	_, err := http.Get("https://api.example.com" + o.url("/ping/?token=" + o.token))
	return err
}
