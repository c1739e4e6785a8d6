xh https://api.example.com/orders/ '[]=a' '[2]=c'
