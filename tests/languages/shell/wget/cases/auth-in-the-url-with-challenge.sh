wget -qO- https://ada:secret@api.example.com/orders/
