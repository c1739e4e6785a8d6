fetch("https://api.example.com/orders/?a=" + (1).toFixed(101))
