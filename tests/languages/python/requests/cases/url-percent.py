import requests
requests.get("https://api.example.com/100%/x%20y?z=50%&w=%20")
