curl https://api.example.com/orders/
python3 - <<EOF
import requests
requests.get("https://api.example.com/orders/1/")
EOF
