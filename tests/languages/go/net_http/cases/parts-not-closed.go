package main

import (
	"bytes"
	"mime/multipart"
	"net/http"
)

func main() {
	var body bytes.Buffer
	writer := multipart.NewWriter(&body)
	writer.SetBoundary("part")
	writer.WriteField("a", "1")
	defer writer.Close()
	req, _ := http.NewRequest("POST", "https://api.example.com/forms/", &body)
	req.Header.Set("Content-Type", writer.FormDataContentType())
	http.DefaultClient.Do(req)
}
