curl https://api.example.com/orders/

{
  "id": 17
}
