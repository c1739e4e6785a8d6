import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

java.net.http.HttpRequst other = null;
HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders")).build();
HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
