package main

import (
	"net/http"
)

type Settings struct {
	http.Header
}

func main() {
	settings := Settings{http.Header{}}
	settings.Set("X-Team", "a")
	req, _ := http.NewRequest("GET", "https://api.example.com/orders", nil)
	req.Header = settings.Header
	http.DefaultClient.Do(req)
}
