var client = new HttpClient { BaseAddress = new Uri("https://api.example.com/v1/") };
await client.GetAsync("orders");
await client.GetAsync("/orders?a=b c");
await client.DeleteAsync("../orders/8");
await client.GetAsync(new Uri("http://other.example/x"));
