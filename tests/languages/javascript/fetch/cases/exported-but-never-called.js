export async function orders() {
  return fetch('https://api.example.com/orders/');
}
