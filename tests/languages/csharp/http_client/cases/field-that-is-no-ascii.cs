using var client = new HttpClient();
client.DefaultRequestHeaders.Add("X-City", "Zürich");
await client.GetAsync("https://api.example.com/");
