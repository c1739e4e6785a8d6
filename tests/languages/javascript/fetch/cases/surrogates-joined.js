fetch('https://api.example.com/orders/', {
  method: 'POST',
  headers: { 'X-Note': Buffer.from('\ud83d' + '\ude00').toString('base64') },
  body: new URLSearchParams({ note: '\ud83d' + '\ude00' }),
});
