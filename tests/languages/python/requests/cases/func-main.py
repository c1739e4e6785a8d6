import requests
def build(a, b=2):
    return {"a": a, "b": b}
def main() -> None:
    requests.post("https://api.example.com/orders", json=build(1))
