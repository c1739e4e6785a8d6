http https://api.example.com/orders 'Authorization: Token abc' X-Tag:a x-tag:b 'X-Empty;'
