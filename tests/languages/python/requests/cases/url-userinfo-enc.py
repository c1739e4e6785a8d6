import requests
requests.get("https://us er:p@ss@api.example.com/")
