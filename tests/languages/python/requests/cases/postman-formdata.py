import requests

url = "https://api.example.com/orders"

payload = {'a': '1', 'b': 'two words'}
files=[

]
headers = {}

response = requests.request("POST", url, headers=headers, data=payload, files=files)
