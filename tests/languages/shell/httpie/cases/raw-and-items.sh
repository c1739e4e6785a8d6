http --raw '{}' POST https://api.example.com/orders sku=A-1
