    import requests

    def send():
        requests.get("https://api.example.com/orders")

    send()
