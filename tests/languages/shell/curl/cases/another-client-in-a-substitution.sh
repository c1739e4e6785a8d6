TOKEN=$(http POST https://api.example.com/tokens/ | jq -r .token)
curl https://api.example.com/orders/ -H "Authorization: Token $TOKEN"
