var client = new RestClient("https://api.example.com");
var request = new RestRequest("orders", Method.Get);
var response = await client.ExecuteAsync(request);
