curl -b session=1 -b 'lang=en; theme=dark' -b cookies.txt https://api.example.com/orders/
