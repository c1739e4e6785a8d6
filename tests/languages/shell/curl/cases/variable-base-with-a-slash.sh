curl "${BASE_URL}orders"
