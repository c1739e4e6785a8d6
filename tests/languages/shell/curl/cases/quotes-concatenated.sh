ID=17
curl https://api.example.com/orders/ -d '{"id": "'"$ID"'", "note": "it'\''s"}'
