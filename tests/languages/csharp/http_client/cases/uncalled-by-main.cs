class Program
{
    static async Task Main(string[] args)
    {
        Console.WriteLine("Orders");
    }

    static async Task Get(string id)
    {
        await new HttpClient().GetStringAsync("https://api.example.com/orders/" + id + "/");
    }
}
