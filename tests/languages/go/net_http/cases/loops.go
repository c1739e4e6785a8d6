package main

import (
	"fmt"
	"net/http"
)

func main() {
	ids := []string{"a", "b c"}
	for i := 0; i < len(ids); i++ {
		if i%2 == 1 {
			continue
		}
		resp, err := http.Get(fmt.Sprintf("https://api.example.com/items/%v", ids[i]))
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		resp.Body.Close()
	}
}
