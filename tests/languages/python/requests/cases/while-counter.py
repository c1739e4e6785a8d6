import requests
i = 0
while True:
    requests.get(f"https://api.example.com/{i}")
    i += 1
    if i >= 2:
        break
