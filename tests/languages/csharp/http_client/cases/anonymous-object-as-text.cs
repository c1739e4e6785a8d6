var client = new HttpClient();
var order = new { name = "Ada" };
await client.PostAsync("https://api.example.com/orders", new StringContent(order.ToString(), Encoding.UTF8, "application/json"));
