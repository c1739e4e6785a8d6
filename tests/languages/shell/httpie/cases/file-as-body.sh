http PUT https://api.example.com/orders/7 @order.json
