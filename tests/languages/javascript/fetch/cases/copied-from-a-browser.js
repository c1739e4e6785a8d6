fetch("https://api.example.com/orders/", {
  "headers": { "accept": "*/*", "content-type": "application/json" },
  "referrer": "https://shop.example.com/cart",
  "referrerPolicy": "strict-origin-when-cross-origin",
  "body": "{\"sku\":\"MUG\"}",
  "method": "POST",
  "mode": "cors",
  "credentials": "include"
});
