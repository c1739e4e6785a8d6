curl https://bücher.example.com/orders/
