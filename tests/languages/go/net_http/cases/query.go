package main

import (
	"fmt"
	"net/http"
	"net/url"
)

func main() {
	base, err := url.Parse("https://api.example.com/orders/?page=2&flag")
	if err != nil {
		panic(err)
	}
	q := base.Query()
	q.Set("sort", "-date")
	q.Add("id[]", "1")
	q.Add("id[]", "2")
	q.Del("flag")
	base.RawQuery = q.Encode()
	req, err := http.NewRequest("GET", base.String(), nil)
	if err != nil {
		panic(err)
	}
	if _, err := http.DefaultClient.Do(req); err != nil {
		panic(err)
	}

	other := url.URL{Scheme: "https", Host: "api.example.com", Path: "/files/a b%/"}
	http.Get(other.String())
	http.Get(fmt.Sprintf("https://api.example.com/%s/%d?q=%s", "orders", 8, url.QueryEscape("a&b c")))
}
