wget -qO- "$BASE_URL/orders/$ID?x=a b"
