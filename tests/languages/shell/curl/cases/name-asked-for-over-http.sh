curl --doh-url https://dns.example.com/query https://api.example.com/orders
