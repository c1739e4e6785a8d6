var client = new HttpClient();
await client.PostAsync("https://api.example.com/orders", "{\"id\": 8}");
