import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

public class Main {
    public static void main(String[] args) throws Exception {
        var client = HttpClient.newHttpClient();
        var uri = URI.create("https://api.example.com/orders/8/");
        client.send(HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        client.send(HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("")).build(), BodyHandlers.ofString());
        client.send(HttpRequest.newBuilder(uri).method("OPTIONS", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        client.send(HttpRequest.newBuilder(uri).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        client.send(HttpRequest.newBuilder(uri).method("GET", BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString());
        client.send(HttpRequest.newBuilder(uri).method("DELETE", BodyPublishers.ofByteArray("{}".getBytes())).build(), BodyHandlers.ofString());
    }
}
