import requests

match "a":
    case "a":
        requests.get("https://api.example.com/orders")
