const axios = require("axios");
axios.get("https://…/orders/");
