import requests
requests.get("https://api.example.com/a;b=1/c,d;e?x=1;y=2&z=:@/?")
