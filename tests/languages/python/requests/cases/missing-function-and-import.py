client = httpx.AsyncClient()
response = await client.delete('https://api.example.com/orders/7')
