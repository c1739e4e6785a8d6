wget -qO- --method PUT --body-file order.json https://api.example.com/orders/8/
