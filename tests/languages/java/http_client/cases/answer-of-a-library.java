HttpClient client = HttpClient.newHttpClient();
ObjectMapper mapper = new ObjectMapper();
HttpResponse<String> login = client.send(
    HttpRequest.newBuilder(URI.create("https://api.example.com/login")).POST(HttpRequest.BodyPublishers.ofString("{}")).build(),
    HttpResponse.BodyHandlers.ofString());
String token = mapper.readTree(login.body()).get("token").asText();
JSONObject json = new JSONObject(login.body());
HttpRequest request = HttpRequest.newBuilder()
    .uri(URI.create("https://api.example.com/orders/" + json.getInt("order")))
    .header("Authorization", "Bearer " + token)
    .build();
Order order = new Gson().fromJson(client.send(request, HttpResponse.BodyHandlers.ofString()).body(), Order.class);
System.out.println(order);
