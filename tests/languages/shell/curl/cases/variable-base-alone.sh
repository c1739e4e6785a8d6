curl "$BASE_URL"
