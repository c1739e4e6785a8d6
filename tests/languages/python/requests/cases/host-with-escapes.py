import requests
requests.get("http://%65xample.com/orders")
