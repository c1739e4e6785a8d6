import requests
requests.get("https://api.example.com/", headers={"Host": "api.example.com", "Connection": "close", "Accept-Encoding": "identity"})
