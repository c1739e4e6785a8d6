import requests, urllib3
urllib3.disable_warnings()
requests.packages.urllib3.disable_warnings()
requests.get("https://api.example.com/orders", verify=False)
