package main

import (
	"encoding/json"
	"log"
	"net/http"
	"net/url"
)

type Token struct {
	AccessToken string `json:"access_token"`
}

func main() {
	resp, err := http.PostForm("https://api.example.com/token", url.Values{"grant_type": {"client_credentials"}})
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		log.Fatalf("no token: %s", resp.Status)
	}
	var token Token
	if err := json.NewDecoder(resp.Body).Decode(&token); err != nil {
		log.Fatal(err)
	}
	req, _ := http.NewRequest("GET", "https://api.example.com/orders/", nil)
	req.Header.Set("X-Session", "token="+token.AccessToken)
	http.DefaultClient.Do(req)
}
