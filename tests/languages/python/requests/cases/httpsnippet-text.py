import requests

url = "https://api.example.com/orders"

payload = "Hello World"
headers = {"content-type": "text/plain"}

response = requests.request("POST", url, data=payload, headers=headers)

print(response.text)
