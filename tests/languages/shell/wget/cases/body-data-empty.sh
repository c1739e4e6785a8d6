wget -qO- --method PUT --body-data '' https://api.example.com/orders/
