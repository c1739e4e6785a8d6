import requests

url = "https://api.example.com/orders"

payload = { "foo": "bar\nbaz\u2713" }
headers = {
    "accept": "application/json",
    "cookie": "foo=bar; bar=baz",
    "x-custom": "abc"
}

response = requests.patch(url, json=payload, headers=headers)
