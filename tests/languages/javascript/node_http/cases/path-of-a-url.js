const https = require("https");

const url = new URL("https://api.example.com/v1/orders?page=2");
https.get({ hostname: url.hostname, path: url.path, search: url.search }, (res) => res.resume());
