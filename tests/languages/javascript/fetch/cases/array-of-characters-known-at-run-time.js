const scopes = [...`orders-${process.env.SCOPE}`];

fetch("https://api.example.com/orders/" + scopes.length);
