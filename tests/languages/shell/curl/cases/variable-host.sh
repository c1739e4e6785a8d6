curl "$HOST:8080/orders"
curl "$TENANT.example.com/orders"
