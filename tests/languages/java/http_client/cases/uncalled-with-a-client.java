import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class OrderClient {
    private final HttpClient http;

    public OrderClient(HttpClient http) {
        this.http = http;
    }

    public String cancel(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + id + "/")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
