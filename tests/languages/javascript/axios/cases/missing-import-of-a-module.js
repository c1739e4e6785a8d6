const { data } = await axios({ method: 'patch', url: 'https://api.example.com/orders/7', data: { sku: 'LAMP' } });
