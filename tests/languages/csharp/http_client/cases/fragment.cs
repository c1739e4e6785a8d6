var client = new HttpClient();
var form = new Dictionary<string, string> { ["a"] = "b" };
await client.PostAsync("https://api.example.com/orders?a=b#part", new FormUrlEncodedContent(form));
