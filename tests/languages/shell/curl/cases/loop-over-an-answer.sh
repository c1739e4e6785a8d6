curl https://api.example.com/orders/ | jq -r .ids[] | while read id; do curl -X DELETE "https://api.example.com/orders/$id/"; done
