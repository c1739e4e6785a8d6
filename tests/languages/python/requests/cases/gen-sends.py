import requests
def pages():
    for i in range(2):
        yield requests.get(f"https://api.example.com/{i}")
for p in pages():
    print(p)
