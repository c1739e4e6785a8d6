var client = new HttpClient();
var answer = await client.GetAsync("https://api.example.com/orders");
if (answer.StatusCode == HttpStatusCode.NotFound)
{
    await client.PostAsync("https://api.example.com/orders", null);
}
