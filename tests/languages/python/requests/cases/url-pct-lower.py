import requests
requests.get("https://api.example.com/%c3%a9%41%zz?q=%c3%a9%41")
