xh https://api.example.com/orders/ 'a[1]=x' 'a[0][b]=y'
