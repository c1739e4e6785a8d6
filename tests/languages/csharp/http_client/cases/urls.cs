var client = new HttpClient();
await client.GetAsync("https://api.example.com?q=a b&r=é|{x}[1]");
await client.GetAsync("https://api.example.com/orders?a=b#part");
await client.GetAsync("HTTPS://API.example.com:443/a/./b/../%7e%41 c");
await client.GetAsync($"https://api.example.com/{Uri.EscapeDataString("a/b c!")}?q={Uri.EscapeDataString("ü&")}");
