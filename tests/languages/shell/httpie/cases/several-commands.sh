export TOKEN=abc
http https://api.example.com/orders "Authorization: Token $TOKEN" | jq .
http DELETE https://api.example.com/orders/7 "Authorization: Token $TOKEN"
