xh PATCH "$BASE_URL/orders/8/" state=cancelled
