http --data sku=A-1 https://api.example.com/orders
