curl -s https://api.example.com/orders/ | python3 -m json.tool && echo done
