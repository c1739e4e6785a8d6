curl -sSfLXPOST -d'a=1' -HX:1 https://api.example.com/orders/
