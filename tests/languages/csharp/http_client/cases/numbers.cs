var client = new HttpClient();
var values = new List<object> { 1.0, 100.5, 1e15, 1e22, 0.0001, 0.00001, 12345678901234567, 1000, 0x1F, 1.50m, -2 };
await client.PostAsync("https://api.example.com/", new StringContent(JsonSerializer.Serialize(values)));
