await fetch("https://api.example.com/orders/?name=“Old”", { method: –1 });
