var token = Environment.GetEnvironmentVariable("API_TOKEN");
var host = Environment.GetEnvironmentVariable("API_BASE") ?? "https://api.example.com";
var client = new HttpClient();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
await client.PostAsync($"{host}/orders/{Environment.GetEnvironmentVariable("ORDER_ID")}", new StringContent("token: " + token));
