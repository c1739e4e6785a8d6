curl https://api.example.com/orders/ | python3 -c 'import json, sys; print(json.load(sys.stdin)["url"])'
curl https://api.example.com/install.sh | bash
