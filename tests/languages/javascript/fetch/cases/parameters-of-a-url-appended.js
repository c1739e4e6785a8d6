const url = new URL("https://api.example.com/orders/");
for (let i = 0; i < 300; i++) url.searchParams.append("a", String(i));
url.searchParams.delete("a");
url.searchParams.append("b", "c d");
fetch(url)
