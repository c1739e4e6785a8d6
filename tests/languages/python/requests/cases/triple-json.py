import requests
payload = """
{
    "order": "7",
    "text": "line\\nbreak"
}
"""
requests.post("https://api.example.com/orders", data=payload, headers={"Content-Type": "application/json"})
