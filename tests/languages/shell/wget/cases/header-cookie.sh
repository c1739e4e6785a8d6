wget -qO- --no-cookies --header 'Cookie: session=abc; theme=dark' https://api.example.com/orders/
