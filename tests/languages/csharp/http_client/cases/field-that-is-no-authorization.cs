var client = new HttpClient();
client.DefaultRequestHeaders.Add("Authorization", "key=abc");
await client.GetAsync("https://api.example.com/");
