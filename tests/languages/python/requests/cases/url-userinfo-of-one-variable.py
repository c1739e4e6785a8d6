import os
import requests

requests.get(f"https://{os.environ['CREDENTIALS']}@api.example.com/orders/")
