var client = new HttpClient();
using var form = new MultipartFormDataContent();
form.Add(new StringContent("A title"), "title");
form.Add(new StreamContent(File.OpenRead("permit.pdf")), "file", "permit.pdf");
var csv = new ByteArrayContent(File.ReadAllBytes("a.csv"));
csv.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
form.Add(csv, "\"typed\"", "b.csv");
form.Add(new StringContent("{}", Encoding.UTF8, "application/json"), "mêta");
await client.PostAsync("https://api.example.com/upload", form);
