import fetch, { Blob, File, FormData } from 'node-fetch';

const form = new FormData();
form.append('quantity', '2');
form.append('note', new Blob(['fragile'], { type: 'text/plain' }));
form.append('label', new File(['A 1'], 'label.txt'));
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
