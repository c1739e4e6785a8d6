using var client = new HttpClient();
await client.GetAsync("https://.../orders/");
