STORE=north
curl https://api.example.com/orders/ -H 'Content-Type: application/json' --data-binary @- <<EOF
{"store": "$STORE", "price": "\$5"}
EOF
