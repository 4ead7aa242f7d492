package io.photinus.ledger;

import io.photinus.types.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A connector as a stranger would write it: a socket and lines of JSON. */
final class TestClient implements AutoCloseable {
    final Socket socket;
    private final BufferedReader in;
    final String ledger;
    final JsonObject greeting;
    private long lastId;

    TestClient(int port, TestKey key) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        JsonObject challenge = read();
        ledger = challenge.string("ledger");
        var digest = Frames.helloDigest(ledger, challenge.string("nonce"));
        greeting = challenge.string("type").equals("challenge")
                ? ask("hello", Map.of("publicKey", key.publicKey(), "signature", key.sign(digest)))
                : challenge;
    }

    void send(String type, Map<String, ?> fields) throws IOException {
        line(JsonObject.of(fields).with("type", type).with("id", ++lastId).toString());
    }

    void line(String text) throws IOException {
        socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    JsonObject read() throws IOException {
        String line = in.readLine();
        return line == null ? JsonObject.of(Map.of("type", "end")) : JsonObject.parse(line);
    }

    JsonObject ask(String type, Map<String, ?> fields) throws IOException {
        send(type, fields);
        return read();
    }

    void sendPin(TestKey key, String contract, String requestId) throws IOException {
        send("submit", fields(key.pin(ledger, contract, requestId)));
    }

    JsonObject pin(TestKey key, String contract, String requestId) throws IOException {
        sendPin(key, contract, requestId);
        return read();
    }

    JsonObject submit(Submission submission) throws IOException {
        return ask("submit", fields(submission));
    }

    private static Map<String, String> fields(Submission submission) {
        return Map.of(
                "body", submission.body(),
                "publicKey", submission.publicKey(),
                "signature", submission.signature());
    }

    JsonObject subscribe(String contract, String from) throws IOException {
        return ask("subscribe", Map.of("contract", contract, "from", from));
    }

    JsonObject receipt(TestKey key, String requestId) throws IOException {
        return ask("receipt", Map.of("requestId", requestId, "signers", List.of(key.address())));
    }

    void ack(JsonObject batch) throws IOException {
        send("ack", Map.of("batch", batch.integer("batch")));
    }

    /** The request ids of a batch, in order. */
    static List<String> requests(JsonObject batch) {
        return events(batch).stream().map(event -> event.string("requestId")).toList();
    }

    static List<JsonObject> events(JsonObject batch) {
        return ((List<?>) batch.get("events"))
                .stream().map(event -> (JsonObject) event).toList();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
