wget -qO- --header "Authorization: Bearer $TOKEN" https://api.example.com/orders/
