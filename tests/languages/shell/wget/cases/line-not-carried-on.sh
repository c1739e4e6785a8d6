wget -qO- --method DELETE
  --header 'X-A: b'
  https://api.example.com/orders/8/
