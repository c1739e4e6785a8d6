using var client = new HttpClient();
var id = 8;
var json = """
    {
      "id": 8,

      "quotes": "it's ""late"
    }
    """;
var filled = $$"""
    {"id": {{id}}, "braces": {}}
    """;
var line = """{"a": "b"}""";
await client.PostAsync("https://api.example.com/", new StringContent(json));
await client.PostAsync("https://api.example.com/", new StringContent(filled));
await client.PostAsync("https://api.example.com/", new StringContent(line));
