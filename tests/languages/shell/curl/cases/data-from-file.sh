curl https://api.example.com/orders/ -H 'Content-Type: application/json' -d @order.json
