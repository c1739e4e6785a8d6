import requests

url = "https://api.example.com/orders"

payload = {
    "foo": "bar",
    "hello": "world"
}
headers = {"content-type": "application/x-www-form-urlencoded"}

response = requests.post(url, data=payload, headers=headers)
