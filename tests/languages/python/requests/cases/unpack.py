import requests
(host, path), *rest, last = ("api.example.com", "orders"), 1, 2, "z"
a = b = "q"
requests.get(f"https://{host}/{path}/{rest[1]}/{last}?{a}={b}")
