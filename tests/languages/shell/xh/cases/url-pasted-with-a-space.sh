xhs ://api.example.com/orders/
