TOKEN=t0k3n
xh "https://api.example.com/orders/$ORDER_ID/" "Authorization: Bearer $TOKEN" "note=$NOTE"
