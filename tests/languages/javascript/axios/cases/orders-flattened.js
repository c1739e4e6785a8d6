const axios = require("axios");

const pages = [[{ id: 3 }], [{ id: 1 }, { id: 2 }]];
const ids = pages.flat().map((order) => order.id).toSorted();

axios.post("https://api.example.com/orders/export", { ids, last: ids.at(-1) });
