http PATCH https://api.example.com/orders/7 \
    note='said "yes" \ café' \
    quantity:=2 \
    price:=1.50 \
    lines:='[ {"sku":"A-1",  "gift":false} ]' \
    coupon:=null
