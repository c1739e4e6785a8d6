wget -qO- --method PUT --post-data 'state=new' https://api.example.com/orders/
