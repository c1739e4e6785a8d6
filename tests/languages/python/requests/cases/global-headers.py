import requests
HEADERS = {"Authorization": "Bearer x"}
def call(method, path, **kwargs):
    kwargs.setdefault("timeout", 10)
    return requests.request(method, f"https://api.example.com{path}", headers={**HEADERS, **kwargs.pop("headers", {})}, **kwargs)
call("POST", "/orders", json={"a": 1}, headers={"X-B": "2"})
