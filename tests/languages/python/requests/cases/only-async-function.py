import httpx


async def main():
    async with httpx.AsyncClient() as client:
        await client.get("https://api.example.com/orders")
