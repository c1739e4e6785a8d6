const ids = [1];
ids[3] = 2;
fetch(`https://api.example.com/orders/${ids.length}`);
