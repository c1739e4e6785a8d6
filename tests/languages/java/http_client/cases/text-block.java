import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Main {
  public static void main(String[] args) throws Exception {
    String name = "Jane";
    var body = """
        {
          "name": "%s",
          "discount": "5%%",
          "path": "C:\\new",
          "quotes": \"""triple\""",
          "long": "one \
        line",   
          "tab": "\t|",
          "number": %d
        }
        """.formatted(name, 12);
    var request = HttpRequest.newBuilder(URI.create("https://api.example.com/people/"))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    String other = """
      <a>
	<b/>

      </a>\s
      é""";
    var xml = HttpRequest.newBuilder(URI.create("https://api.example.com/people/"))
        .header("Content-Type", "application/xml")
        .POST(HttpRequest.BodyPublishers.ofString(other))
        .build();
    HttpClient.newHttpClient().send(xml, HttpResponse.BodyHandlers.ofString());
  }
}
