curl -X POST "https://api.example.com/orders/?page=2&size=5" ^
  -H "X-Name: a \"b\"" ^
  -d "{\"key\": \"%API_KEY%\"}"
