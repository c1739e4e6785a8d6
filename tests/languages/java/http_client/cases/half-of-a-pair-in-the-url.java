HttpClient client = HttpClient.newHttpClient();
HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders/\ud83d")).build();
client.send(request, HttpResponse.BodyHandlers.ofString());
