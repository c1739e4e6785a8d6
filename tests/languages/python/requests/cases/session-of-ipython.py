In [1]: import requests

In [2]: response = requests.post(
   ...:     "https://api.example.com/orders",
   ...:     json={"sku": "LAMP"},
   ...: )

In [3]: response
Out[3]: <Response [201]>
