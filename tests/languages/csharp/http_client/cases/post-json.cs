using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

using var client = new HttpClient();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "YOUR_TOKEN");

var order = new { id = 8, name = "Zoë <b>", tags = new[] { "a", "b" }, nested = new { ok = true, none = (object)null } };
var content = new StringContent(JsonSerializer.Serialize(order), Encoding.UTF8, "application/json");
var response = await client.PostAsync("https://api.example.com/orders", content);
response.EnsureSuccessStatusCode();
Console.WriteLine(await response.Content.ReadAsStringAsync());
