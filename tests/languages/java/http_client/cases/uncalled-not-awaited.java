import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

class Orders {
    CompletableFuture<HttpResponse<String>> cancel(String id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + id + "/")).build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
