const ids = [1, 2].values();
const first = [...ids];
fetch(`https://api.example.com/orders/${[...ids].length}`);
