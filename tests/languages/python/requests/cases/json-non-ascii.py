import requests
requests.post("https://api.example.com/orders", json={"näme": "☕ 😀 \x7f \t", "q": "\"\\/"})
