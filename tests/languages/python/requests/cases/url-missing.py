import requests
requests.get()
