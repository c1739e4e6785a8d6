wget -qO- foo://api.example.com/ https://api.example.com/orders/
