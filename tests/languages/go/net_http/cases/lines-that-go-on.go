package main

import (
	"fmt"
	"net/http"
)

type order struct {
	ID    int
	State string
}

var (
	base = "https://api.example.com"
	path = "/orders/"
)

func main() {
	url := base + // a comment
		path
	one := order{ID: 8,
		State: "open"}
	for _, id := range []int{
		1, one.ID,
	} {
		req, err := http.NewRequest(
			http.MethodGet, url+fmt.Sprint(id), nil)
		if err != nil {
			panic(err)
		} else {
			req.Header.
				Set("X-Id", "8")
		}
		resp, err := http.DefaultClient.
			Do(req); if err != nil { panic(err) }
		switch resp.StatusCode {
		case 200:
			fmt.Println("well")
		default:
			fmt.Println("not well")
		}
	}
}
