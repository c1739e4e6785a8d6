import requests

url = "https://api.example.com/orders"

querystring = {"foo":["bar","baz"],"baz":"abc","key":"value"}

headers = {"accept": "application/json"}

response = requests.request("GET", url, headers=headers, params=querystring)

print(response.text)
