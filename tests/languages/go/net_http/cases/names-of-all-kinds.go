package main

import (
	"fmt"
	"net/http"
	"net/url"
)

func first[T any](items []T, pick func(item T) bool) (found T, ok bool) {
	for _, item := range items {
		if pick(item) {
			return item, true
		}
	}
	return
}

func target(url url.URL, query string) (text string, err error) {
	text, other := url.String(), query
	text += other
	return text, err
}

func main() {
	text, err := target(url.URL{Scheme: "https", Host: "api.example.com", Path: "/orders/"}, "?page=2")
	if err != nil {
		panic(err)
	}
	var value interface{} = text
	switch value := value.(type) {
	case string:
		fmt.Println(value)
	}
	answers := make(chan string, 1)
	select {
	case answer := <-answers:
		fmt.Println(answer)
	default:
	}
	http.Get(text)
	_, _ = first([]int{1}, func(item int) bool { return item > 0 })
}
