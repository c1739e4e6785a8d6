fetch("https://api.example.com/orders/?a=" + 1 ** Infinity + "&b=" + (-10) ** 1001 + "&c=" + Math.max(1, NaN) + "&d=" + NaN ** 0)
