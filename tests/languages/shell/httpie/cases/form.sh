http --form POST https://api.example.com/orders sku=A-1 note='a & b' tag=x gift:=true tag=y empty=
