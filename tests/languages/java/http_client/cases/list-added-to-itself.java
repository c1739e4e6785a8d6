import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

public class Main {
  public static void main(String[] args) throws Exception {
    List<String> list = new ArrayList<>(List.of("a"));
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    list.addAll(list);
    String text = String.join("", list);
    var request =
        HttpRequest.newBuilder(URI.create("https://api.example.com/orders/"))
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
