xh https://api.example.com/orders/ a=b Content-Type: X-A:1 X-A: X-B: X-B:2
