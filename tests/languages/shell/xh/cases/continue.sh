xh -d -c -o order.pdf https://api.example.com/order.pdf
