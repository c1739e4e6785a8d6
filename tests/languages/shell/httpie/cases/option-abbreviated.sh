http --verb --mult POST https://api.example.com/orders sku=A-1
