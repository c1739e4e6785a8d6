var client = new HttpClient();
var id = 8;
await client.PostAsync("https://api.example.com/", new StringContent($"{{{id}}}"));
