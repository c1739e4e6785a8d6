wget -qO- --no-iri https://api.example.com/orders/
