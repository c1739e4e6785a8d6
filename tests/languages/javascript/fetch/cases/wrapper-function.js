async function api(path, init = {}) {
  const response = await fetch(`https://api.example.com${path}`, {
    ...init,
    headers: { Authorization: 'Bearer t0ken', ...init.headers },
  });
  if (!response.ok) throw new Error(response.statusText);
  return response.json();
}

const order = await api('/orders/', { method: 'POST', body: JSON.stringify({ sku: 'MUG' }), headers: { 'Content-Type': 'application/json' } });
await api(`/orders/${order.id}/pay/`, { method: 'PUT' });
