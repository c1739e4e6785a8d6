const response = await fetch('https://api.example.com/orders/', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ sku: 'MUG', quantity: 2, gift: true, note: null }),
});
console.log(await response.json());
