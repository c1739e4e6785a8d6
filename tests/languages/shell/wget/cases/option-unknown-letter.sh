wget -X POST -d '{}' -Z https://api.example.com/orders/
