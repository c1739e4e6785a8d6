import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public class Upload {
    public static void main(String[] args) throws Exception {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", "Permit & plan");
        data.put("file", Path.of("permit.pdf"));
        String boundary = UUID.randomUUID().toString();

        HttpRequest request = HttpRequest.newBuilder()
            .uri(URI.create("https://api.example.com/orders/8/files/"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(ofMimeMultipartData(data, boundary))
            .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.BodyPublisher ofMimeMultipartData(Map<String, Object> data, String boundary) throws Exception {
        List<byte[]> arrays = new ArrayList<>();
        byte[] separator = ("--" + boundary + "\r\nContent-Disposition: form-data; name=").getBytes(StandardCharsets.UTF_8);
        for (Map.Entry<String, Object> entry : data.entrySet()) {
            arrays.add(separator);
            if (entry.getValue() instanceof Path path) {
                arrays.add(("\"" + entry.getKey() + "\"; filename=\"" + path.getFileName()
                    + "\"\r\nContent-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8));
                arrays.add(Files.readAllBytes(path));
                arrays.add("\r\n".getBytes(StandardCharsets.UTF_8));
            } else {
                arrays.add(("\"" + entry.getKey() + "\"\r\n\r\n" + entry.getValue() + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        arrays.add(("--" + boundary + "--").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.BodyPublishers.ofByteArrays(arrays);
    }
}
