const https = require("https");
https.get("https://.../orders/");
