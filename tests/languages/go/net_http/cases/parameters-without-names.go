package main

import "net/http"

func list(string, ...string) {
	http.Get("https://api.example.com/orders/")
}

func main() {
	list("a", "b", "c")
}
