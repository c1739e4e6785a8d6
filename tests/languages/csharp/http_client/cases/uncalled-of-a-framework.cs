public class OrdersController : Controller
{
    public async Task<string> Get(string id)
    {
        return await new HttpClient().GetStringAsync("https://api.example.com/orders/" + id + "/");
    }
}
