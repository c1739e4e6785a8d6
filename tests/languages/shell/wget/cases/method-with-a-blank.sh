wget --method='PO ST' -qO- https://api.example.com/orders/8/
