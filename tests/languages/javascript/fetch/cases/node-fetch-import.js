import fetch, { Headers } from 'node-fetch';

const headers = new Headers({ 'X-Tag': 'a' });
headers.append('x-tag', 'b');
await fetch('https://api.example.com/orders', { method: 'post', headers, body: JSON.stringify({ quantity: 2 }) });
const form = new FormData();
form.append('note', 'two\nlines');
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
