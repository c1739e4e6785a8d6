import requests
if __name__ == "__main__":
    requests.get("https://api.example.com/orders")
