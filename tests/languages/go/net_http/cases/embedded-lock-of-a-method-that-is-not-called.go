package main

import (
	"net/http"
	"sync"
)

type Place struct {
	Part string
}

func (p Place) url(path string) string {
	return p.Part + path
}

type Orders struct {
	sync.Mutex
	Place
	Token string
}

func (o *Orders) Ping() error {
	o.Lock()
	defer o.Unlock()
	_, err := http.Get("https://api.example.com/" + o.url("/ping/?token=" + o.Token))
	return err
}
