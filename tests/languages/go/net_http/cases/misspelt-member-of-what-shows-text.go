package main

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	resp, err := http.Get("https://api.example.com/orders/")
	if err != nil {
		log.Fatl(err)
	}
	fmt.Println(resp.Status)
}
