xh -d -c https://api.example.com/order.pdf
