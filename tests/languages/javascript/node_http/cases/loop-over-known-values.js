const https = require('https');
const fetchOrder = (id) => new Promise((resolve) => https.get(`https://api.example.com/orders/${id}/`, (r) => r.resume().on('end', resolve)));
(async () => {
  for (const id of ['A-1', 'A-2']) {
    await fetchOrder(id);
  }
})();
