http --form --no-form POST https://api.example.com/orders sku=A-1
