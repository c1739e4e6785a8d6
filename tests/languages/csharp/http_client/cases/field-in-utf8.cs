using var client = new HttpClient(new SocketsHttpHandler
{
    RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8
});
client.DefaultRequestHeaders.Add("X-City", "Zürich");
await client.GetAsync("https://api.example.com/");
