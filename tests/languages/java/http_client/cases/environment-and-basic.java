import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

public class Main {
    static String basic(String user, String password) {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws Exception {
        String token = System.getenv("TOKEN");
        var client = HttpClient.newHttpClient();
        var one = HttpRequest.newBuilder(URI.create("https://api.example.com/me"))
            .header("Authorization", basic("user", "pass wörd")).build();
        client.send(one, HttpResponse.BodyHandlers.ofString());
        var two = HttpRequest.newBuilder(URI.create("https://api.example.com/me"))
            .header("Authorization", String.format("Bearer %s", token)).build();
        client.send(two, HttpResponse.BodyHandlers.ofString());
        var three = HttpRequest.newBuilder(URI.create("https://api.example.com/me"))
            .header("Authorization", basic(System.getenv("CLERK"), System.getenv("SECRET"))).build();
        client.send(three, HttpResponse.BodyHandlers.ofString());
    }
}
