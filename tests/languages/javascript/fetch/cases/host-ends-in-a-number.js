fetch("https://api.example.1/orders/");
