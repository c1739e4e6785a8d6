var client = new HttpClient();
var items = new[] { 1, 2 };
await client.PostAsync("https://api.example.com/orders", new StringContent(new JArray(items).ToString(), Encoding.UTF8, "application/json"));
