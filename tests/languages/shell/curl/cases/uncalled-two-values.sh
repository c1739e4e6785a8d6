get_order() {
  curl "https://api.example.com/orders/${1:-all}?copy=$1"
}
