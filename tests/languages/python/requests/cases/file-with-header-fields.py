import requests

files = {"file": ("orders.csv", "id,state\n17,open\n", "text/csv", {"Expires": "0", "X-Note": ""})}
requests.post("https://api.example.com/orders/import/", files=files)
