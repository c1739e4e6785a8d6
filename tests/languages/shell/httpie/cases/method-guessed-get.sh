http https://api.example.com/orders X-Trace:7 page==2
