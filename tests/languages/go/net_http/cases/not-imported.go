package main

import "fmt"

func main() {
	resp, err := http.Get("https://api.example.com/orders/" + url.PathEscape("a/b c"))
	if err != nil {
		panic(err)
	}
	fmt.Println(resp.Status)
}
