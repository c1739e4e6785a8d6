import { fetch, FormData } from 'undici';

const form = new FormData();
form.append('quantity', '2');
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
