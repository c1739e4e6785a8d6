const body = JSON.stringify({ note: 'a' }) + '\ud800';
const request = require('https').request('https://api.example.com/notes/', {
  method: 'POST',
  headers: { 'Content-Type': 'text/plain', 'Content-Length': Buffer.byteLength(body) },
});
request.end(body);
