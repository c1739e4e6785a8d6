public class Orders
{
    private readonly HttpClient _http;

    public Orders(IHttpClientFactory factory)
    {
        _http = factory.CreateClient();
    }

    public async Task<string> Get(string id)
    {
        return await _http.GetStringAsync("https://api.example.com/orders/" + id + "/");
    }
}
