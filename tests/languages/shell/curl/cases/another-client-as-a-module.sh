curl https://api.example.com/orders/
python3 -m httpie https://api.example.com/orders/1/
