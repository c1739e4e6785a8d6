xh https://api.example.com/orders/ @order 'X-Tenant: 4'
