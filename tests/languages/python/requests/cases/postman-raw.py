import requests
import json

url = "https://api.example.com/orders"

payload = json.dumps({
  "order_uuid": "7c973d2d",
  "items": [
    {
      "sku": "A-1",
      "qty": 2
    }
  ]
})
headers = {
  'Content-Type': 'application/json',
  'Authorization': 'Token abc'
}

response = requests.request("POST", url, headers=headers, data=payload)

print(response.text)
