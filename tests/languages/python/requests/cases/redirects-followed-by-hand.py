import requests

session = requests.Session()
response = session.get("https://api.example.com/orders/", allow_redirects=False)
for other in session.resolve_redirects(response, response.request):
    print(other.url)
