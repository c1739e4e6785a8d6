wget -qO- --user-agent $'a\nb' https://api.example.com/orders/
