import asyncio, httpx
async def main():
    async with httpx.AsyncClient() as client:
        client.get("https://api.example.com/orders")
asyncio.run(main())
