TOKEN=$(curl -s -d user=bob https://api.example.com/login/ | cut -c1-8)
curl https://api.example.com/orders/ -H "Authorization: Basic $(echo -n bob:secret | base64)" -H "X-Token: $TOKEN"
