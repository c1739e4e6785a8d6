var client = new HttpClient();
client.PostAsync("https://api.example.com/orders", null);
