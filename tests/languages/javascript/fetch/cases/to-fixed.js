fetch("https://api.example.com/orders/?a=" + (0.5).toFixed(0) + "&b=" + (2.5).toFixed() + "&c=" + (1.005).toFixed(2) + "&d=" + (-0.5).toFixed(0) + "&e=" + (-0).toFixed(1))
