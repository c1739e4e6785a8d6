import requests

requests.put("https://api.example.com/files/7", data=open("orders.csv", "rb"), headers={"Content-Type": "text/csv"})
