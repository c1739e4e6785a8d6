import requests
from requests.structures import CaseInsensitiveDict

url = "https://api.example.com/orders"

headers = CaseInsensitiveDict()
headers["Accept"] = "application/json"
headers["Authorization"] = "Bearer abc"
headers["Content-Type"] = "application/json"

data = """
{
  "Id": 12345
}
"""

resp = requests.post(url, headers=headers, data=data)

print(resp.status_code)
