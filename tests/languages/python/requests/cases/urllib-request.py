import urllib.request

urllib.request.urlopen("https://api.example.com/orders")
