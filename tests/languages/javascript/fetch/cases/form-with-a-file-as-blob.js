import fs from 'fs';

const form = new FormData();
form.append('order', await new Response(fs.createReadStream('orders/order.csv')).blob());
form.append('label', await new Response(fs.createReadStream('label.txt')).blob(), 'label.txt');
await fetch('https://api.example.com/orders', { method: 'POST', body: form });
