http --session=shop https://api.example.com/orders
