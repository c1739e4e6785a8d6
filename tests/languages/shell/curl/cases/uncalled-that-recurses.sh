get_order() {
  curl "https://api.example.com/orders/$1"
  get_order "$1"
}
