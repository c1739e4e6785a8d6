import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

public class Main {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        List<String> urls = List.of(
            "https://api.example.com",
            "https://api.example.com?a=b#c",
            "HTTPS://jane:secret@API.example.com:443/a/../b?",
            "http://localhost:8080/%C3%a9?q=[1]",
            "https://api.example.com/é/%C3%a9?r=ü&s=é",
            "https://api.example.com/a;b=c/~d?e=f?g/h:@!$'()*,");
        for (String url : urls) {
            client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
        URI base = URI.create("https://api.example.com/v1/");
        client.send(HttpRequest.newBuilder(base.resolve("/orders/")).build(), HttpResponse.BodyHandlers.ofString());
    }
}
