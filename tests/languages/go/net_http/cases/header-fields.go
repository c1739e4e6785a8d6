package main

import (
	"context"
	"net/http"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api.example.com/orders/", http.NoBody)
	if err != nil {
		panic(err)
	}
	req.Header.Add("x-tag", "red")
	req.Header.Add("X-Tag", " blue ")
	req.Header.Set("User-Agent", "shop/1.0")
	req.Header.Set("X-Gone", "1")
	req.Header.Del("x-gone")
	req.Header["x-raw"] = []string{"kept"}
	req.SetBasicAuth("user", "pa:ss")
	req.AddCookie(&http.Cookie{Name: "a", Value: "1"})
	req.AddCookie(&http.Cookie{Name: "b", Value: "2"})
	for name, value := range map[string]string{"Accept": "application/json", "X-Trace": "8"} {
		req.Header.Set(name, value)
	}
	http.DefaultClient.Do(req)
}
