JSONObject json = new JSONObject();
json.put("state", "new");
HttpRequest request = HttpRequest.newBuilder()
    .uri(URI.create("https://api.example.com/orders/"))
    .POST(HttpRequest.BodyPublishers.ofString(json.toString()))
    .build();
HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
