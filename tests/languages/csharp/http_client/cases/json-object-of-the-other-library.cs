var client = new HttpClient();
var order = new JObject { ["Name"] = "Ada" };
await client.PostAsync("https://api.example.com/orders", new StringContent(JsonSerializer.Serialize(order), Encoding.UTF8, "application/json"));
