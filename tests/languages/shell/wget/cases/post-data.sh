wget -qO- --post-data 'state=new&limit=10' https://api.example.com/orders/
