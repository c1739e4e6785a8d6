import { Agent, fetch, setGlobalDispatcher } from 'undici';

setGlobalDispatcher(new Agent({ connect: { timeout: 60_000 } }));
await fetch('https://api.example.com/orders', { dispatcher: new Agent({ keepAliveTimeout: 10 }) });
