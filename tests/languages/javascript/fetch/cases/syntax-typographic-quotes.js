await fetch(“https://api.example.com/orders/”);
