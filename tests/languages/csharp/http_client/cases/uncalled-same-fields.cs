public class Orders
{
    private readonly string _base = "https://api.example.com/orders/";

    public async Task<string> Get(string id)
    {
        return await new HttpClient().GetStringAsync(_base + id);
    }
}

public class Customers
{
    private readonly string _base = "https://api.example.com/customers/";

    public async Task<string> Get(string id)
    {
        return await new HttpClient().GetStringAsync(_base + id);
    }
}
