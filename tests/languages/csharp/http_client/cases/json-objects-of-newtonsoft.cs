var client = new HttpClient();
var order = new JObject { ["Name"] = "Ada", ["Items"] = new JArray(1, 2) };
order["Note"] = order["Missing"];
await client.PostAsync("https://api.example.com/orders", new StringContent(order.ToString(Formatting.None), Encoding.UTF8, "application/json"));
