import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
    for (int i = 1; i < 3; i++) {
      String id = "a" + i;
      HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + id)).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
    for (int i = 3; i < 4; i++) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + i)).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
    Runnable job = () -> { int i = 1; System.out.println(i); };
    int i = 5;
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/" + i)).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
