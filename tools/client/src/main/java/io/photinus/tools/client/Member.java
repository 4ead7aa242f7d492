package io.photinus.tools.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One namespace of one node, as an application sees it. Thread-safe.
 *
 * @param node such as {@code http://127.0.0.1:5000}
 */
public record Member(HttpClient http, URI node, String namespace) {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** A client that all members of one program may share. */
    public static HttpClient newHttpClient() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** The address of something in this namespace. */
    public URI address(String path) {
        return URI.create(node + "/api/v1/namespaces/" + namespace + "/" + path);
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(address(path)).GET());
    }

    public Answer post(String path, String json) {
        return send(posting(path, json));
    }

    /** Like {@link #post}, without waiting. Fails with the client's exception when there is no answer. */
    public CompletableFuture<Integer> postLater(String path, String json) {
        return http.sendAsync(posting(path, json).timeout(LIMIT).build(), BodyHandlers.discarding())
                .thenApply(response -> response.statusCode());
    }

    /** Posts and insists on success. */
    public Answer mustPost(String path, String json) {
        return insist("POST " + path, post(path, json));
    }

    /** Gets and insists on success. */
    public Answer mustGet(String path) {
        return insist("GET " + path, get(path));
    }

    /** Deletes and insists on success. */
    public Answer mustDelete(String path) {
        return insist(
                "DELETE " + path, send(HttpRequest.newBuilder(address(path)).DELETE()));
    }

    private HttpRequest.Builder posting(String path, String json) {
        return HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    private Answer insist(String what, Answer answer) {
        if (!answer.ok()) {
            throw new CannotGoOn(namespace + " at " + node + ": " + what + " was answered with " + answer.status()
                    + ", " + answer.error());
        }
        return answer;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException failed) {
            throw new CannotGoOn("The node at " + node + " does not answer: " + failed, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotGoOn("interrupted", interrupted);
        }
    }
}
