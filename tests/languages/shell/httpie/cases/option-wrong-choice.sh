http --pretty=nice https://api.example.com/orders
