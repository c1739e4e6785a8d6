// Sends what goes to this machine's own name to the recorder, too: Go asks no proxy for that. No name is looked up.
package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"os"
)

func init() {
	recorder, err := url.Parse(os.Getenv("http_proxy"))
	if err != nil {
		panic(err)
	}
	net.DefaultResolver = &net.Resolver{
		PreferGo: true,
		Dial: func(context.Context, string, string) (net.Conn, error) {
			return nil, errors.New("samples look up no names")
		},
	}
	http.DefaultTransport.(*http.Transport).Proxy = http.ProxyURL(recorder)
}
