package main

import "net/http"

type Orders struct {
	Base string
}

var orders = Orders{Base: "https://api.example.com/v2"}

func (o *Orders) Cancel(id string) error {
	_, err := http.Get(o.Base + "/orders/cancel/" + id + "/")
	return err
}
