public class Orders
{
    private string _token;

    public async Task<string> Cancel(string id)
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Add("X-Token", "t-" + _token);
        return await client.GetStringAsync($"https://api.example.com/orders/{id}/");
    }

    public void SignIn(string token)
    {
        _token = token;
    }
}
