wget -qO- foo://api.example.com/orders/
