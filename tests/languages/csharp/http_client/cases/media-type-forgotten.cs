var client = new HttpClient();
await client.PostAsync("https://api.example.com/", new StringContent("{\"id\": 8}"));
