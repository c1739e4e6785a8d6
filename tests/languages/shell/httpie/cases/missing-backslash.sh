http POST https://api.example.com/orders \
    sku=A-1
    quantity:=2
