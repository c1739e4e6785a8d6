var client = new HttpClient();
client.PostAsJsonAsync("https://api.example.com/orders", new { OrderId = 8, URLName = "é+'" }).Wait();
await client.PutAsJsonAsync("https://api.example.com/orders", new Order { Id = 8, Name = "x" });
var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };
await client.PatchAsync("https://api.example.com/orders", new StringContent(JsonSerializer.Serialize(new { Id = 8 }, options)));

public class Order
{
    public int Id { get; set; }
    public string Name { get; set; }
    public string Note { get; set; }
}
