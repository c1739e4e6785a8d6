import requests
requests.get("/orders")
