using System.Net.Http;

vat client = new HttpClient();
await client.GetAsync("https://api.example.com/orders/");
