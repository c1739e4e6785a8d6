const https = require('node:https');
const url = new URL('/orders/', 'https://api.example.com');
url.searchParams.append('note', 'fragile & heavy');
https.get(url);
