package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

const (
	baseURL = "https://api.example.com/v2"
	user    = "shop"
)

var client = &http.Client{Timeout: time.Second * 30}

func main() {
	secret := os.Getenv("SECRET")
	if secret == "" {
		fmt.Fprintln(os.Stderr, "SECRET is not set")
		os.Exit(1)
	}
	var jsonStr = []byte(fmt.Sprintf(`{"amount": %d, "currency": "%s", "ratio": %.2f}`, 1200, "EUR", 0.5))
	req, err := http.NewRequest("POST", baseURL+"/payments", bytes.NewBuffer(jsonStr))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	auth := base64.StdEncoding.EncodeToString([]byte(user + ":" + "pw"))
	req.Header.Set("Authorization", fmt.Sprintf("Basic %v", auth))
	req.Header.Set("X-Secret", secret)
	req.Header.Set("Content-Type", "application/json")
	resp, err := client.Do(req)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated:
		io.Copy(os.Stdout, resp.Body)
	default:
		body, _ := io.ReadAll(io.LimitReader(resp.Body, 512))
		fmt.Println("failed", string(body))
	}
}
