import { request } from 'node:https';

const req = request('https://api.example.com/orders/', { method: 'POST', headers: { 'X-Key': 'k' } });
req.end('{"sku":"MUG"}');
