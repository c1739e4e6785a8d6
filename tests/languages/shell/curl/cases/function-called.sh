BASE=https://api.example.com
token() { curl -s "$BASE/token/"; }
api() {
  local method=$1 path="$2"
  shift 2
  curl -X "$method" "$BASE$path" -H 'Accept: text/plain' "$@"
}
show() { curl -s "$BASE/shown/${1:-nothing}" -d @-; }
login() { ID=7; local BASE=https://other.example.com; }
api POST /orders/ -d '{"id": 1}'
api GET "/orders/$ID" | show
login; api DELETE "/orders/$ID?a=1" && show "${ID}x" <<< text
ID=8 api PUT "/$ID" -T - < /dev/null
curl "$BASE/last/$ID"
