const axios = require("axios");

axios.get("https://api.example.com/orders/", { params: { since: new Date(1700000000000) } });
