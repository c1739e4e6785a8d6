get_order() {
  if [ -z "$1" ]; then exit 1; fi
  curl "https://api.example.com/orders/$1"
}
