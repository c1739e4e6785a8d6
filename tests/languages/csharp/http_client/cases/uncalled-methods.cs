using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace Shop
{
    public class Orders
    {
        private const string Host = "https://api.example.com";
        private readonly HttpClient _http = new HttpClient();
        private readonly string _token;

        public Orders(string token, string more = null)
        {
            _token = token;
            this.More = more ?? "none";
        }

        public string Accept { get; set; }
        public string More { get; }

        public async Task<string> CancelAsync(string id, int count, int size = 5)
        {
            if (string.IsNullOrEmpty(id)) throw new ArgumentException("id");
            return await Send(HttpMethod.Delete, $"/orders/cancel/{id}/?count={count}&size={size}&more={this.More}");
        }

        public static async Task Ping() => await new HttpClient().GetStringAsync(Host + "/ping/");

        private async Task<string> Send(HttpMethod method, string path)
        {
            var request = new HttpRequestMessage(method, Host + path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            request.Headers.Add("X-Accept", Accept);
            var response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadAsStringAsync();
        }
    }

    public class OrderException : Exception
    {
        public string Shown() => "failed";
    }
}
