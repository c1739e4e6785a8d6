OkHttpClient client = new OkHttpClient();

Request request = new Request.Builder()
  .url("https://api.example.com/orders")
  .get()
  .build();

Response response = client.newCall(request).execute();
