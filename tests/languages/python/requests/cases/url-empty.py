import requests
requests.get("")
