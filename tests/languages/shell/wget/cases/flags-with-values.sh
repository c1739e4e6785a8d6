wget -t 3 -T5 --tries=2 --timeout 10 -P /tmp -qO- -4 -S https://api.example.com/orders/
