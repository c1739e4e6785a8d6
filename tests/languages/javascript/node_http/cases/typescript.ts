import * as https from 'https';
import { IncomingMessage, RequestOptions } from 'http';

const options: RequestOptions = { hostname: 'api.example.com', path: '/orders', method: 'POST' };
const req = https.request(options, (res: IncomingMessage): void => {
  res.on('data', (chunk: Buffer) => process.stdout.write(chunk));
});
req.write(JSON.stringify({ sku: 'LAMP' } as const));
req.end();
