import requests
requests.get(None)
