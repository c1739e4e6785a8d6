import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
    static class HttpRequset {
        final HttpRequest made = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/")).build();
    }

    public static void main(String[] args) throws Exception {
        HttpClient.newHttpClient().send(new HttpRequset().made, HttpResponse.BodyHandlers.ofString());
    }
}
