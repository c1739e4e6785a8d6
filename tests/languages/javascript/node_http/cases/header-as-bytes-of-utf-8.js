const https = require("https");

https.get("https://api.example.com/orders/", {
  headers: { "X-City": Buffer.from("Zürich à").toString("latin1"), "X-Price": ["1", Buffer.from("5 €").toString("latin1")] },
});
