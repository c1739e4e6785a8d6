package main

import "net/http"

type Orders struct {
	token string
}

func NewOrders() *Orders {
	return &Orders{}
}

func (o *Orders) Cancel(id string) error {
	_, err := http.Get("https://api.example.com/orders/" + id + "/?token=" + o.token)
	return err
}

func (o *Orders) SignIn(token string) {
	o.token = token
}
