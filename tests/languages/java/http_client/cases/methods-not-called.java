public HttpResponse<String> orders() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://api.example.com/orders")).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
}
