package main

import (
	"log"
	"net/http"
	"net/url"
	"strings"
)

func main() {
	get, err := http.Get("https://user:pass%20word@api.example.com/a b/é?q=1#part")
	if err != nil {
		log.Fatal(err)
	}
	get.Body.Close()
	client := http.Client{}
	if _, err := client.Head("https://api.example.com"); err != nil {
		log.Fatal(err)
	}
	if _, err := http.Post("https://api.example.com/notes/", "text/plain", strings.NewReader("a\tb")); err != nil {
		log.Fatal(err)
	}
	form := url.Values{"b": {"2", "3"}, "a": {"x y&z"}}
	form.Add("c", "ü")
	if _, err = client.PostForm("https://api.example.com/forms/", form); err != nil {
		log.Fatal(err)
	}
}
