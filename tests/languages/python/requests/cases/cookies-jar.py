import requests
jar = requests.cookies.RequestsCookieJar()
jar.set('tasty', 'yum', domain='api.example.com', path='/orders')
jar.set('gross', 'blech', domain='api.example.com', path='/elsewhere')
requests.get("https://api.example.com/orders", cookies=jar)
