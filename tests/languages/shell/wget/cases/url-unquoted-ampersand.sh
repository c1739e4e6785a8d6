wget -qO- https://api.example.com/orders/?state=open&limit=10
