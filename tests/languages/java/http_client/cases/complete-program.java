package com.example.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class CancelOrder {
    private static final String BASE = "https://api.example.com";
    private static final HttpClient CLIENT = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_2)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();

    public static void main(String[] args) throws IOException, InterruptedException {
        int id = 8;
        String body = "{\"state\": \"cancelled\", \"note\": \"it's \\\"late\\\"\"}";

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create(BASE + "/orders/" + id + "/")) // the order
            .header("Authorization", "Bearer YOUR_TOKEN")
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build();

        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new RuntimeException("failed: " + response.statusCode());
        }
        System.out.println(response.body());
    }
}
