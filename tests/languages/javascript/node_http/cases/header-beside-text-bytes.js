const https = require("https");

const options = {
  host: "api.example.com",
  path: "/orders/",
  method: "POST",
  headers: { "X-City": Buffer.from("Zürich").toString("latin1") },
};
const request = https.request(options);
request.end(Buffer.from("{}"));
