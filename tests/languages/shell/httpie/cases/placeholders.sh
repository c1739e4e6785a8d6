http POST "https://api.example.com/orders/$ID" "Authorization: Token $TOKEN" note="for $NAME" quantity:=$COUNT q=="$Q"
