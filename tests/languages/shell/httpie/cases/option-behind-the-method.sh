http POST --form https://api.example.com/orders sku=A-1
