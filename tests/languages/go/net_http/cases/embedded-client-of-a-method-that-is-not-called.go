package main

import "net/http"

type Orders struct {
	*http.Client
	where struct{ base string }
	token string
}

func (o Orders) Ping() error {
	_, err := o.Get(o.where.base + "/ping/?token=" + o.token)
	return err
}
