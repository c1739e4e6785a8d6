using System.Net.Http;
using System.Text.Json;

var client = new HttpClient();
var count = 18446744073709551615;
count = count * count;
count = count * count;
count = count * count;
count = count * count;
count = count * count;
var price = count * 1.5;
var text = JsonSerializer.Serialize(price);
await client.PostAsync("https://api.example.com/orders/", new StringContent(text));
