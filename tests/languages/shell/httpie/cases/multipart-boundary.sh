http --multipart --boundary=cut POST https://api.example.com/orders sku=A-1 Content-Type:multipart/mixed
