xh POST https://api.example.com/orders/ @order.json
