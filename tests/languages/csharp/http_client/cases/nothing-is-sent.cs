var client = new HttpClient();
var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example.com/");
