var client = new HttpClient();
var order = new JsonObject { ["name"] = "Ada", ["items"] = new JsonArray(1, new JsonArray(2)) };
order["note"] = order["missing"];
await client.PostAsync("https://api.example.com/orders", new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json"));
