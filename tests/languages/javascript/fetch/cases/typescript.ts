const body = { sku: 'LAMP', tags: ['a', 'b'] as const } satisfies NewOrder;
const response: Response = await fetch('https://api.example.com/orders', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(<NewOrder>body),
} as RequestInit);
const order = (await response.json()) as unknown as Order;
