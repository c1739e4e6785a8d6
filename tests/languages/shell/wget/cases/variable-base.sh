wget -qO- "$BASE_URL/orders"
wget -qO- "$BASE_URL"
