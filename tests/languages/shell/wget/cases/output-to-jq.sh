wget -qO- https://api.example.com/orders/ | jq .
