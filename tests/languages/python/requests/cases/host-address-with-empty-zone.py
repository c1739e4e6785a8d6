import requests
requests.get("http://[::1%]/orders")
