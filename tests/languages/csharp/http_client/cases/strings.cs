var client = new HttpClient();
var name = "it";
var id = 8;
var verbatim = @"C:\new ""x"" {id}
next";
var both = $@"{{ ""id"": {id}, ""name"": ""{name}"" }}";
var escapes = "tab\t quote\" \u00e9 \x41 \\ {id}";
var joined = "a" + 1 + name + true + 'c' + string.Format(" {0}-{1}", id, name) + string.Join(",", new[] { "x", "y" });
foreach (var text in new[] { verbatim, both, escapes, joined })
{
    await client.PostAsync("https://api.example.com/", new StringContent(text));
}
