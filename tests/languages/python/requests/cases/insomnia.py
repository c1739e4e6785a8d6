import requests

url = "https://api.example.com/orders/7"

payload = {"status": "cancelled"}
headers = {
    "Content-Type": "application/json",
    "User-Agent": "insomnia/8.6.1",
    "Authorization": "Bearer xyz"
}

response = requests.request("PATCH", url, json=payload, headers=headers)

print(response.text)
