package main

import (
	"net/http"
	"net/url"
	"strings"
	"log"
)

type option func(*http.Request)

func with(name, value string) option {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func send(method string, opts ...option) {
	req, err := http.NewRequest(method, "https://api.example.com/x", strings.NewReader(url.Values{"a": {"1"}}.Encode()))
	if err != nil {
		log.Fatal(err)
	}
	for _, opt := range opts {
		opt(req)
	}
	if _, err := http.DefaultClient.Do(req); err != nil {
		log.Fatal(err)
	}
}

func main() {
	send("POST", with("X-A", "1"), with("X-B", "2"))
}
