package main

import (
	"net/http"
	"net/url"
)

func target(url url.URL, query string) (text string, err error) {
	text, other := url.String(), query
	text += other
	return text, err
}

func main() {
	text, err := target(url.URL{Scheme: "https", Host: "api.example.com", Path: "/orders/"}, "?page=2")
	if text := "unused"; err != nil {
		panic(text)
	}
	{
		text := text + "&sort=date"
		http.Get(text)
	}
	http.Get(text)
}
