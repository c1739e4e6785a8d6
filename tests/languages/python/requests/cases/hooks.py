import requests
def log(r, *args, **kwargs):
    print(r.url)
requests.get("https://api.example.com/", hooks={"response": log})
