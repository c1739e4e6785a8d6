curl https://api.example.com/orders/ -z "dec 12 12:00:00 1999 GMT"
curl https://api.example.com/orders/ -z "-2024 Jan 3"
