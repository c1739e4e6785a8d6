import os, requests
requests.get(os.environ.get("BASE_URL_X", "https://api.example.com") + "/orders", headers={"X-T": os.getenv("TOK_X", "dflt")})
