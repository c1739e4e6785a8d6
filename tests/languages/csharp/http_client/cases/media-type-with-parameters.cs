var client = new HttpClient();
await client.PostAsync("https://api.example.com/", new StringContent("{}", Encoding.UTF8, "application/json; charset=utf-8"));
