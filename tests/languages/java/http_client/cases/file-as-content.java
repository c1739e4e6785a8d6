import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

public class Main {
  public static void main(String[] args) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest.Builder builder = HttpRequest.newBuilder().uri(URI.create("https://api.example.com/files/"));
    client.send(builder.copy().PUT(HttpRequest.BodyPublishers.ofFile(Paths.get("a.pdf"))).build(), HttpResponse.BodyHandlers.ofString());
    client.send(builder.POST(HttpRequest.BodyPublishers.ofString(Files.readString(Path.of("order.json")))).build(), HttpResponse.BodyHandlers.ofString());
  }
}
