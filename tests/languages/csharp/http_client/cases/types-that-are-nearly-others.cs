using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

interface IHttpClient { }

class Store
{
    private readonly IHttpClient _client;
    public Store(IHttpClient client) { _client = client; }
}

class Program
{
    static async Task Main(string[] args)
    {
        var payload = new Dictionary<String, Object> { ["count"] = 1, ["note"] = "a" };
        Object text = JsonSerializer.Serialize(payload);
        using (var client = new HttpClient())
        {
            await client.PostAsync("https://api.example.com/orders", new StringContent((String)text, Encoding.UTF8, "application/json"));
        }
    }
}
