wget -qO- --method PUT --body-data x --body-file order.json https://api.example.com/orders/8/
