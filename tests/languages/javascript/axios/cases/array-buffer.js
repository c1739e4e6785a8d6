const axios = require('axios');

const buffer = new ArrayBuffer(5);
new Uint8Array(buffer).set([72, 101, 108, 108, 111]);
(async () => {
  await axios.post('https://api.example.com/notes/', buffer, { headers: { 'Content-Type': 'text/plain' } });
  await axios.put('https://api.example.com/notes/', new Uint8Array(buffer, 1, 2), { headers: { 'Content-Type': 'text/plain' } });
})();
