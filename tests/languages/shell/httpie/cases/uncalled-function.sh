create_order() {
  http --ignore-stdin POST https://api.example.com/orders/ customer="$1" count:=2 note="${2:-none}"
}
