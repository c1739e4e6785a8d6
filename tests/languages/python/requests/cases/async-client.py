import asyncio

import httpx


async def main():
    async with httpx.AsyncClient(base_url="http://api.example.com") as client:
        await client.get("/orders")
        await client.post("/orders", json={"a": 1})


asyncio.run(main())
