package main

import "net/http"

func main() {
	ids := []string{"a", "b"}
	for i := 0; i < len(); i++ {
		http.Get("https://api.example.com/orders/" + ids[i])
	}
}
