import requests
requests.get("HTTPS://API.Example.COM/Orders")
