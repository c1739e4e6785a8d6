curl https://api.example.com/orders/import -d sku=A-1 -r 0-4
