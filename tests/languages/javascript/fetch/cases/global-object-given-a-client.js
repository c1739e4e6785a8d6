global.fetch = require("node-fetch");
fetch("https://api.example.com/orders", { method: "patch", body: new URLSearchParams({ state: "sent" }) });
