curl https://api.example.com/orders/ | while IFS= read -r line; do
  echo "$line"
done
curl https://api.example.com/orders/1/
