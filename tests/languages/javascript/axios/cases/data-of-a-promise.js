const axios = require("axios");

const orders = axios.get("https://api.example.com/orders").data;
console.log(orders);
