using System.Net.Htpp;

var client = new HttpClient();
await client.GetAsync("https://api.example.com/orders/");
