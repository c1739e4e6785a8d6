import requests
COUNT = 0
def bump(n=1):
    global COUNT
    COUNT += 1
    requests.get(f"https://api.example.com/{COUNT}")
