function get(url) {
  return await (url);
}
fetch(get("https://api.example.com/orders/"));
