const { Agent } = require('undici');

const agent = new Agent();
agent.request({ origin: 'https://api.example.com', path: '/orders', method: 'GET' });
