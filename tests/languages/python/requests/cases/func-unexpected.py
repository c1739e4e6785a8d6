import requests
def f(a):
    requests.get("https://api.example.com/" + a)
f(a="x", b=1)
