import fetch, { FormData, fileFrom } from 'node-fetch';

const form = new FormData();
form.append('order', await fileFrom('order.csv'));
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
