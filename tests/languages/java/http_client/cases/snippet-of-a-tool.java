HttpRequest request = HttpRequest.newBuilder()
    .uri(URI.create("https://api.example.com/orders?page=2"))
    .header("accept", "application/json")
    .header("content-type", "multipart/form-data; boundary=---011000010111000001101001")
    .method("POST", HttpRequest.BodyPublishers.ofString("-----011000010111000001101001\r\nContent-Disposition: form-data; name=\"state\"\r\n\r\nnew\r\n-----011000010111000001101001--\r\n\r\n"))
    .build();
HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
System.out.println(response.body());
