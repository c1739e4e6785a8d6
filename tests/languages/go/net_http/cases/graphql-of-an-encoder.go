package main

import (
	"bytes"
	"encoding/json"
	"net/http"
)

type GraphQLRequest struct {
	Query     string                 `json:"query"`
	Variables map[string]interface{} `json:"variables,omitempty"`
}

func main() {
	query := `
		query ($id: ID!) {
			order(id: $id) { id }
		}
	`
	b := &bytes.Buffer{}
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.Encode(GraphQLRequest{query, map[string]interface{}{"id": "<8>"}})
	req, _ := http.NewRequest("POST", "https://api.example.com/graphql", b)
	req.Header = map[string][]string{"Content-Type": {"application/json"}, "Authorization": {"Bearer x"}}
	http.DefaultClient.Do(req)
}
