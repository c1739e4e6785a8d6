import requests
requests.get("http://[::1%25a%41]/orders")
