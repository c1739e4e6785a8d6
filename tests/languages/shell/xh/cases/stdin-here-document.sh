xh https://api.example.com/orders/ <<EOF
{"a": 1}
EOF
