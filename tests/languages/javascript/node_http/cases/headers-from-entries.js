const https = require("https");

const headers = Object.fromEntries(new Headers({ "X-Trace": "7", Accept: "application/json" }).entries());
const names = Object.keys(headers);
const req = https.request("https://api.example.com/orders/" + names.at(-1), { method: "DELETE", headers });
req.end();
