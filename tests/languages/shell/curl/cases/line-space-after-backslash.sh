curl -X POST https://api.example.com/orders/ \ 
  -d a=1
