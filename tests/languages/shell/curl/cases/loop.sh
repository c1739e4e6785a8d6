for id in 17 18; do
  curl https://api.example.com/orders/$id/
done
