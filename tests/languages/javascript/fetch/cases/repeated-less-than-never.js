fetch("https://api.example.com/orders/?a=" + "a".repeat(-1))
