import { openAsBlob } from 'node:fs';

const form = new FormData();
form.append('file', openAsBlob('label.txt'));
form.append('other', await openAsBlob('label.txt'));
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
