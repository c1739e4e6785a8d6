echo 'X-Team: north' > fields.txt
curl -H @fields.txt https://api.example.com/orders/
