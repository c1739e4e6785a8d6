import requests
import json

url = "https://api.example.com/graphql"

payload="{\"query\":\"{ orders { id } }\",\"variables\":{}}"
headers = {
  'Content-Type': 'application/json'
}

response = requests.request("POST", url, headers=headers, data=payload)
