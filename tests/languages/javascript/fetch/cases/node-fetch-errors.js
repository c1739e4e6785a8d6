import fetch, { AbortError, FetchError } from 'node-fetch';

try {
  await fetch('https://api.example.com/orders');
} catch (error) {
  if (error instanceof AbortError || error instanceof FetchError) {
    console.error(error.message);
  }
}
