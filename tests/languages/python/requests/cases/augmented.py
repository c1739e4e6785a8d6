import requests
url = "https://api.example.com"
url += "/orders"
n = 1
n *= 5
url += "/" + str(n)
requests.get(url)
