xh -d https://api.example.com/order.pdf -o order.pdf
