wget -qO- --post-data 'state=new' --post-file order.json https://api.example.com/orders/
