const https = require("https");

const options = {
  host: "api.example.com",
  path: "/orders/",
  method: "POST",
  headers: { "X-City": Buffer.from("Zürich").toString("latin1") },
};
const together = https.request(options);
together.end("{}");
const streamed = https.request(options);
streamed.write("{}");
streamed.end();
const measured = https.request({ ...options, headers: { ...options.headers, "Content-Length": 2 } });
measured.write("{}");
measured.end();
const bytes = https.request(options);
bytes.end(Buffer.from("{}"));
const plain = https.request({ ...options, headers: { "X-City": "Zürich" } });
plain.end("{}");
