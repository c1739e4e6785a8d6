printf '17\n18\n' | xargs -I ID curl https://api.example.com/orders/ID/
