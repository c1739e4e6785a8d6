import requests
requests.get(f"https://api.example.com/{-5:+d}/{1e10:,.2f}/{255:#x}/{'a':_^5}/{True}/{None}/{[1,'b']}")
