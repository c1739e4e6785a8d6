curl "$BASE_URL/orders/?page=1" \
  -H "Authorization: Bearer $TOKEN"
