package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	logger := log.New(os.Stderr, "orders: ", log.LstdFlags)
	logger.Println(log.Prefix(), fmt.Append(nil, "a"))
	resp, err := http.Get("https://api.example.com/orders")
	if err != nil {
		logger.Fatal(err)
	}
	defer resp.Body.Close()
}
