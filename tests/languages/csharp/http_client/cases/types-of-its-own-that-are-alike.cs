using System.Net.Http;

var consoles = new HttpCliant();
await consoles.Client.GetAsync("https://api.example.com/orders/");

class HttpCliant
{
    public HttpClient Client = new HttpClient();
}
