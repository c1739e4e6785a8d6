var client = new HttpClient();
var json = JsonConvert.SerializeObject(new { Name = "é \"<b>\"", Price = 2.0 });
await client.PostAsync("https://api.example.com/orders", new StringContent(json, Encoding.UTF8, "application/json"));
