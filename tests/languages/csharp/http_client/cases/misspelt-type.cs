using System.Net.Http;

using HttpClient client = new();
HttpResponeMessage response = await client.GetAsync("https://api.example.com/orders/");
Console.WriteLine(response.StatusCode);
