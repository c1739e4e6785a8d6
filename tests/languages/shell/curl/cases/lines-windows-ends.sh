curl https://api.example.com/orders/ \
  -H 'X: 1' \
  -d a=1
