using System.Text.Json.Nodes;
var client = new HttpClient();
var item = new JsonObject { ["id"] = 1 };
var order = new JsonObject { ["first"] = item, ["last"] = item };
await client.PostAsync("https://api.example.com/orders", new StringContent(order.ToJsonString(), Encoding.UTF8, "application/json"));
