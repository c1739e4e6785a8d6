import json

import requests

x = [1]
x.append(x)
requests.post("https://api.example.com/orders/", data=json.dumps(x))
