var client = new HttpClient();
var content = new StringContent("<a/>", Encoding.UTF8, System.Net.Mime.MediaTypeNames.Application.Xml);
await client.PostAsync("https://api.example.com/orders", content);
