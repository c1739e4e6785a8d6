const req = https.request({ hostname: 'api.example.com', path: '/orders/', method: 'POST' }, (res) => {
  res.on('data', (chunk) => console.log(chunk));
});
req.setHeader('Content-Type', 'application/json');
req.write(JSON.stringify({ sku: 'LAMP' }));
req.end();
