await fetch("https://api.example.com/orders/?name=“Zum Hafen” – O’Brien"); // “fine”
await fetch(`https://api.example.com/orders/?name=“${"’"}”`);
