http --ignore-stdin https://api.example.com/orders/ | while read line; do echo "$line"; done
