fetch("https://api.example.com/orders/?a=" + [1, 2, 3].slice(1, Infinity) + "&b=" + "abc".slice(-Infinity, 2) + "&c=" + [1, 2].slice(NaN))
