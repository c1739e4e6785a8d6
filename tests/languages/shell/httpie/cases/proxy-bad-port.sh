http --proxy=all:socks5://proxy.example.com:port api.example.com/orders
