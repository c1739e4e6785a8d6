get_order() {
  curl "https://api.example.com/orders/5"
} > order.json
