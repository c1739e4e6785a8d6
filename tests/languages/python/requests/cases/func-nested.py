import requests
def outer(x=1):
    def inner():
        nonlocal x
        x += 1
        return x
    inner()
    requests.get(f"https://api.example.com/{x}")
