package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
)

type Address struct {
	Street string `json:"street"`
	City   string `json:"city,omitempty"`
}

type Customer struct {
	Name    string   `json:"name"`
	Age     int      `json:"age"`
	Score   float64  `json:"score"`
	Address *Address `json:"address,omitempty"`
	Extra   interface{}
}

func main() {
	c := Customer{
		Name:    "Ann",
		Age:     31,
		Score:   4,
		Address: &Address{Street: "Main St 1"},
	}
	jsonData, err := json.MarshalIndent(c, "", "  ")
	if nil != err {
		panic(err)
	}
	resp, err := http.Post("https://api.example.com/customers", "application/json", bytes.NewReader(jsonData))
	if nil != err {
		panic(err)
	}
	defer func() {
		if err := resp.Body.Close(); err != nil {
			fmt.Println(err)
		}
	}()
	var created Customer
	json.NewDecoder(resp.Body).Decode(&created)
	fmt.Printf("%+v\n", created)
}
