const ids = [];
const query = ids.map("id").join();
fetch(`https://api.example.com/orders?ids=${query}`);
