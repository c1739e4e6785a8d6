var client = new HttpClient();
var values = new Dictionary<string, string>
{
    { "grant_type", "password" },
    { "name", "a b+c!*'()~é" },
    { "empty", "" }
};
await client.PostAsync("https://api.example.com/token", new FormUrlEncodedContent(values));
var pairs = new List<KeyValuePair<string, string>>();
pairs.Add(new KeyValuePair<string, string>("item", "1"));
pairs.Add(new KeyValuePair<string, string>("item", "2"));
await client.PutAsync("https://api.example.com/token", new FormUrlEncodedContent(pairs));
