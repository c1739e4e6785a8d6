import fetch from 'node-fetch';

await fetch('https://api.example.com/orders', { method: '' });
