import java.net.URI;
import java.net.http.*;

var request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/8/"))
    .DELETE()
    .build();
HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
