curl --ntlm -u user:secret -H 'Authorization: Token abc' -d a=b https://api.example.com/orders
