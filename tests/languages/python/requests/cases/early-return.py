import requests
def f(x):
    if not x:
        return None
    return requests.get("https://api.example.com/" + x)
f("")
f("y")
