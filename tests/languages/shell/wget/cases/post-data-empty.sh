wget -qO- --post-data= https://api.example.com/orders/
