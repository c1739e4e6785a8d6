import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Orders extends Api {

    static void cancel(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + id + "/")).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
