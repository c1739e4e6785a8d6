BASE="https://api.example.com"

create_order() {
  local customer="$1" # who orders }
  [ -z "$customer" ] && return 1
  curl -sS -X POST "$BASE/orders/${2:-retail}/" \
    -H 'Content-Type: application/json' \
    -d '{"customer": "'"$customer"'"}'
}

function cancel_order {
  curl -X PATCH "$BASE/orders/cancel/${1:?the order}/" -d "reason=$2" || return 1
}
