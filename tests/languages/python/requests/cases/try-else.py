import requests
try:
    r = requests.get("https://api.example.com/orders", timeout=(3, 10))
except requests.exceptions.Timeout as e:
    print(e)
except (requests.ConnectionError, ValueError):
    raise
else:
    requests.get("https://api.example.com/else")
finally:
    print("done")
