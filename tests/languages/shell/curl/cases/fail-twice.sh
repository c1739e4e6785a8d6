curl --fail --fail-with-body https://api.example.com/orders/
