package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"
)

func sign(secret, payload string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(payload))
	return hex.EncodeToString(mac.Sum(nil))
}

func main() {
	payload := `{"a": 1}`
	ts := fmt.Sprint(time.Now().Unix())
	req, _ := http.NewRequest("POST", "https://api.example.com/signed", strings.NewReader(payload))
	req.Header.Set("X-Timestamp", ts)
	req.Header.Set("X-Signature", "v1="+sign("secret", ts+"."+payload))
	http.DefaultClient.Do(req)
}
