import requests
requests.get("https://api.example.com/a b/ü/%7Ex/%2f/[1]/{id}|\"<>^`\\?q=a b&r=[]&s=ü|%7E%2f'\"#frag?x")
