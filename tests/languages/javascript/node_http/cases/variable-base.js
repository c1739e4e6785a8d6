const https = require("https");

https.get(`${process.env.BASE_URL}/orders`, (response) => response.resume());
