var client = new HttpClient();
await client.GetAsync("/orders");
