import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

class Search {
    public static void main(String... args) throws Exception {
        String query = "q=" + URLEncoder.encode("red & blue +1 é*", UTF_8).replace("+", "%20");
        HttpRequest request = HttpRequest.newBuilder().uri(URI.create("https://api.example.com/search?" + query))
            .setHeader("X-One", "1").setHeader("X-One", "2").header("X-Two", "a").header("X-Two", "b")
            .headers("Accept", "text/plain", "X-Three", "3")
            .PUT(ofString("plain")).build();
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
