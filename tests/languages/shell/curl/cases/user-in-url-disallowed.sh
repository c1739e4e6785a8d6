curl --disallow-username-in-url https://ada:secret@api.example.com/orders/
