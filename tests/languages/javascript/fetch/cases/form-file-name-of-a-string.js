const form = new FormData();
form.append("file", "a,b\n1,2", "orders.csv");
fetch("https://api.example.com/imports", { method: "POST", body: form });
