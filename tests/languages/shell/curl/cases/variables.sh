BASE=https://api.example.com
export TOKEN="12 34"
curl "$BASE/orders/${ORDER:-17}/" -H "Authorization: Token $TOKEN" -H "X-Key: $UNKNOWN_KEY"
