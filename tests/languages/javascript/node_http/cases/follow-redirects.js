var https = require('follow-redirects').https;
var options = { 'method': 'POST', 'hostname': 'api.example.com', 'path': '/orders/', 'headers': { 'Content-Type': 'application/json' }, 'maxRedirects': 20 };
var req = https.request(options, function (res) {
  var chunks = [];
  res.on("data", function (chunk) { chunks.push(chunk); });
  res.on("end", function (chunk) { console.log(Buffer.concat(chunks).toString()); });
});
var postData = JSON.stringify({
  "sku": "MUG"
});
req.write(postData);
req.end();
