var client = new HttpClient();
var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/");
request.Headers.Add("Content-Type", "application/json");
await client.SendAsync(request);
