import requests
url = "https://api.example.com/" \
      "orders"
requests.get(url,
             headers={'X-A': 'it\'s \x41\u0042\103 \N{DIGIT ONE}'})
