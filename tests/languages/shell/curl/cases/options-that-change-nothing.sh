curl -v -L -k --compressed --max-time 5 --retry 3 -o out.json -w '%{http_code}' --resolve api.example.com:443:127.0.0.1 https://api.example.com/orders/
