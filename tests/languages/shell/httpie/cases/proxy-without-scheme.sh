https --proxy=http:http:// --proxy=https:proxy.example.com:3128 api.example.com/orders
