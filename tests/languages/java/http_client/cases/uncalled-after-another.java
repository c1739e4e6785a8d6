import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Orders {
    private String token;

    public String cancel(String id) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + id + "/"))
            .header("Authorization", "Bearer " + token)
            .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public void setToken(String token) {
        this.token = token;
    }
}
