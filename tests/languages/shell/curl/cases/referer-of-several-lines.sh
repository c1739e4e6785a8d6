curl -e $'https://example.com/\r\nX-Extra: 1' https://api.example.com/orders/
