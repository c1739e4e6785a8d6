http api.example.com/orders/ Host:shop.example.com
