const https = require("https");

function getOrder(id, done) {
  https.get(`https://api.example.com/orders/${id}/`, answer => {
    let text = "";
    answer.on("data", part => { text += part; });
    answer.on("end", () => done(JSON.parse(text)));
  });
}
