fetch("https://api.example.com/orders/?" + new URLSearchParams("a=\ud800%41"));
