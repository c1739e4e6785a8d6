http --session=shop https://api.example.com/orders X-Shop:12
