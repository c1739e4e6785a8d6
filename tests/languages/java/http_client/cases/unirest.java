HttpResponse<String> response = Unirest.post("https://api.example.com/orders")
  .header("Content-Type", "application/json")
  .body("{}")
  .asString();
