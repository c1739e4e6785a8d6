def order(getter, order_id):
    return getter.get(f"https://api.example.com/orders/{order_id}/")
