import requests
from my_company import signed

requests.get(signed("https://api.example.com/orders"))
