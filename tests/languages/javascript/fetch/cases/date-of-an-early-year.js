fetch("https://api.example.com/orders/?a=" + new Date("0099-01-01T00:00:00Z").toISOString())
