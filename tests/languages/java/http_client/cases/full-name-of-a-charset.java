import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Orders {
    public static void main(String[] args) throws Exception {
        java.nio.charset.Charset charset = java.nio.charset.StandardCharsets.UTF_8;
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + charset.name())).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
