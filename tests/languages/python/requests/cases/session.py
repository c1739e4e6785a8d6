>>> import requests
>>> url = "https://api.example.com/orders/"
>>> for number in [1, 2]:
...     requests.post(url, json={"number": number},
...                   timeout=5)
...
<Response [201]>
<Response [201]>
>>> "..."
'...'
... no statement
>>>
>>> requests.get(url)
<Response [200]>
