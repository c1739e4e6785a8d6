import httpx
httpx.get("https://API.example.com:443/a b/ü/%7e/%2f/[1]/{id}|\"<>^`\\/./x/../y?q=a b&r=[]&s=|%7E%2f'\"#frag")
