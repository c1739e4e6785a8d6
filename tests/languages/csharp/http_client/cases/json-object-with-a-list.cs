using Newtonsoft.Json.Linq;
var client = new HttpClient();
var order = new JObject();
order["ids"] = new[] { 1 };
await client.PostAsync("https://api.example.com/orders", new StringContent(order.ToString(Formatting.None), Encoding.UTF8, "application/json"));
