using System.Net.Http;

var client = new HttpClient();
var response = await client.GetAsync("https://api.example.com/orders/");
Consol.WriteLine(response.StatusCode);
