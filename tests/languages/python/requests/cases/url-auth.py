import requests
requests.get("https://us%40er:pa%3Ass@api.example.com/orders")
