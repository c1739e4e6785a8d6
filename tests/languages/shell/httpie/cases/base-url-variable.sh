http GET "$BASE_URL/orders?page=1"
