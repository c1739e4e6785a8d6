import fetch from 'node-fetch';
fetch('https://debbie:pass@api.example.com/orders');
