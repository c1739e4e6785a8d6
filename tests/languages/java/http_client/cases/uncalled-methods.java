import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class OrderClient {
    private static final String BASE = "https://api.example.com";
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    public OrderClient(String token) {
        this.token = token;
    }

    public String cancel(String id, int count) throws Exception {
        if (id == null) {
            throw new IllegalArgumentException("id");
        }
        return send("PATCH", "/orders/cancel/" + id + "/?count=" + count);
    }

    public static String ping() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(BASE + "/ping/")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private String send(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(BASE + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new RuntimeException("failed");
        }
        return response.body();
    }
}

class OrderException extends RuntimeException {
    public String shown() {
        return getMessage();
    }
}
