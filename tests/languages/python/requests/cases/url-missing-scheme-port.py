import requests
requests.get("localhost:8080/orders")
