http --session=./shop.json https://api.example.com/orders X-Shop:12
http --session=./shop.json https://api.example.com/orders
