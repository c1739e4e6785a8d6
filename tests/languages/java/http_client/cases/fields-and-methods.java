private static final String BASE = "https://api.example.com";
private final HttpClient client = HttpClient.newHttpClient();

public String orders() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(BASE + "/orders")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
}
