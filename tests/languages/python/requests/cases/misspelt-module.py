import reqests

requests.get("https://api.example.com/orders/")
