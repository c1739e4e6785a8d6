http POST https://api.example.com/orders content-type:application/vnd.orders+json sku=A-1
