import requests

url = "https://api.example.com/orders"

payload='a=1&b=hello%20world'
headers = {
  'Content-Type': 'application/x-www-form-urlencoded'
}

response = requests.request("POST", url, headers=headers, data=payload)
