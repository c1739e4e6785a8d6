http --session-read-only=./shop.json https://api.example.com/orders X-Shop:12
