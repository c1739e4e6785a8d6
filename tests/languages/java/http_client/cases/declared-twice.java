import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/1")).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/2")).build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
