fetch("https://api.example.com/orders/?a=" + "a-b".replace(/[--b]/g, "x"))
