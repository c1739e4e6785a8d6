var client = new HttpClient();
var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/orders");
request.Headers.Add("Authorization", "Bearer abc");
var content = new StringContent("{\r\n    \"id\": 8\r\n}", null, "application/json");
request.Content = content;
var response = await client.SendAsync(request);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
