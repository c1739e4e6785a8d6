public async Task<string> GetOrders()
{
    var client = new HttpClient();
    return await client.GetStringAsync("https://api.example.com/orders");
}
