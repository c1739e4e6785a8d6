using System;
using System.Net.Http;
using System.Threading.Tasks;

namespace Orders
{
    class Program
    {
        private static readonly HttpClient client = new HttpClient();
        private const string Base = "https://api.example.com/v1";

        static async Task Main(string[] args)
        {
            try
            {
                var text = await GetOrder(8);
                Console.WriteLine(text);
            }
            catch (HttpRequestException error)
            {
                Console.Error.WriteLine(error.Message);
            }
        }

        static async Task<string> GetOrder(int id)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"{Base}/orders/{id}");
            request.Headers.Add("Accept", "application/json");
            using (var response = await client.SendAsync(request))
            {
                if (!response.IsSuccessStatusCode)
                {
                    throw new Exception("failed: " + response.StatusCode);
                }
                return await response.Content.ReadAsStringAsync();
            }
        }
    }
}
