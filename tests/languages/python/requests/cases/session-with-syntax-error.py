>>> import requests
>>> requests.post("https://api.example.com/orders", json={"sku" "LAMP": 1 2})
