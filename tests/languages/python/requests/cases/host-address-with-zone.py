import requests
requests.get("http://[FE80::1%25eth0]:8080/orders")
requests.get("http://[fe80::1%eth0]/orders")
