const fetch = require('node-fetch');

(async () => {
  await fetch('https://deb%20bie:pa%2Fss@api.example.com/orders', { method: 'POST', body: 'a' });
  await fetch('https://debbie@api.example.com/orders');
  await fetch('https://debbie:pass@api.example.com/orders', { headers: { Authorization: 'Token abc' } });
})();
