import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
    private final HttpClient client;
    private String url;

    public Main(String url) {
        this.client = HttpClient.newHttpClient();
        this.url = url;
    }

    public String fetch(String path) {
        HttpResponse<String> response = null;
        try {
            HttpRequest request = HttpRequest.newBuilder().uri(new URI(this.url + path)).build();
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (URISyntaxException | IOException e) {
            e.printStackTrace();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            System.out.println("done");
        }
        return response == null ? null : response.body();
    }

    public static void main(String[] args) {
        Main main = new Main("https://api.example.com");
        for (int page = 1; page <= 2; page++) {
            System.out.println(main.fetch("/orders/?page=" + page));
        }
        for (String name : new String[] {"a", "b"}) {
            main.fetch("/orders/" + name);
        }
    }
}
