http POST https://api.example.com/orders sku
