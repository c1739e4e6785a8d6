import asyncio, requests
async def main():
    requests.get("https://api.example.com/orders")
asyncio.run(main())
