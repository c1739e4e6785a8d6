import requests
def f(*, a):
    requests.get("https://api.example.com/" + a)
f()
