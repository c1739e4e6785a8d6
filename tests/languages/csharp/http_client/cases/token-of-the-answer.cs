var client = new HttpClient();
var answer = await client.PostAsync("https://api.example.com/token", null);
var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
var token = document.RootElement.GetProperty("token").GetString();
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
await client.GetAsync("https://api.example.com/account");
