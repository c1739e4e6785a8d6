import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

HttpRequest.BodyPublishr body = null;
HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders")).build();
HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
