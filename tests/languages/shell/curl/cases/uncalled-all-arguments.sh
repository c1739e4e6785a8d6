api() {
  curl -sS -H 'Accept: application/json' "$@"
}
