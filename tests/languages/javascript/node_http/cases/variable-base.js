const http = require("http");

http.get(`${process.env.BASE_URL}/orders`, (response) => response.resume());
