import fetch, { FormData, fileFromSync } from 'node-fetch';

const form = new FormData();
form.append('order', fileFromSync('orders/order.csv', 'text/csv'));
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
