xh https://api.example.com/orders/ 'order[lines][]=A' 'order[007]=z'
