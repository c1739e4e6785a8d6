const ids = [3, 1, 2].sort((a, b) => a > b);
fetch(`https://api.example.com/orders/${ids[0]}`);
