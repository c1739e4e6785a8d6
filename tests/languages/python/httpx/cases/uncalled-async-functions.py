import httpx


async def get_order(order_id: str) -> dict:
    async with httpx.AsyncClient(base_url="https://api.example.com") as client:
        answer = await client.get(f"/orders/{order_id}/")
    return answer.json()


async def delete_order(order_id: str) -> None:
    async with httpx.AsyncClient(base_url="https://api.example.com") as client:
        await client.delete(f"/orders/{order_id}/")
