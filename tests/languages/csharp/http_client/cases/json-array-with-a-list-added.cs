using Newtonsoft.Json.Linq;
var client = new HttpClient();
var ids = new JArray();
ids.Add(new[] { 1, 2 });
await client.PostAsync("https://api.example.com/orders", new StringContent(ids.ToString(Formatting.None), Encoding.UTF8, "application/json"));
