create_order() {
  xh POST https://api.example.com/orders/ customer="$1" count:=2
}
