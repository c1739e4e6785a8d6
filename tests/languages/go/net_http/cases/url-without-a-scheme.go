package main

import (
	"log"
	"net/http"
)

func main() {
	resp, err := http.Get("api.example.com/orders/")
	if err != nil {
		log.Fatal(err)
	}
	log.Println(resp.Status)
}
