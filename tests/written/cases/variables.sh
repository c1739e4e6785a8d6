curl "https://$HOST/orders/$ID/?q=a%20b&key=$KEY" \
  -H "Authorization: Bearer $TOKEN" \
  -H "X-City: Zürich $NAME" \
  -H 'Content-Type: application/json' \
  -d '{"id": '$NUMBER', "name": "'"$NAME"'", "note": "a"}'
