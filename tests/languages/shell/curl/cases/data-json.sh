curl -X "PATCH" "https://api.example.com/orders/17/" \
     -H 'Content-Type: application/json; charset=utf-8' \
     -H 'Authorization: Token 1234567890' \
     -d $'{
  "state": "cancelled",
  "reason": "buyer\'s choice: \u00e9\x21"
}'
