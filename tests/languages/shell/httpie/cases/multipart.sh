http --multipart POST https://api.example.com/orders sku=A-1 note='café' quantity:=2
