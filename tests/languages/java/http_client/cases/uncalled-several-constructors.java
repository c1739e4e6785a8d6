import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

class Orders {
    private String base;

    Orders() {
        this.base = "https://api.example.com";
    }

    Orders(String base) {
        this.base = base;
    }

    void cancel(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/orders/" + id + "/")).build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
