package io.photinus.tools.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.photinus.tools.client.Member;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Writes requests as bytes, most of which are made beforehand. Only for one thread. */
final class Requests {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int RANDOM_BYTES = 4 * 1024 * 1024;

    /** How a run and a message of it are told from all others; part of the tag. */
    private final String run;

    private final int size;
    private final int topics;
    private final byte[] random;
    private final SplittableRandom dice = new SplittableRandom();

    Requests(String run, int size, int topics) {
        this.run = run;
        this.size = size;
        this.topics = topics;
        this.random = letters(Math.max(RANDOM_BYTES, 2 * size));
    }

    private byte[] letters(int count) {
        byte[] letters = new byte[count];
        for (int i = 0; i < count; i++) {
            letters[i] = (byte) LETTERS.charAt(dice.nextInt(LETTERS.length()));
        }
        return letters;
    }

    /** What comes before the length of the body. */
    static byte[] postHead(Member member, String path) {
        return bytes("POST " + line(member, path) + "Content-Type: application/json\r\nContent-Length: ");
    }

    static byte[] get(Member member, String path) {
        return bytes("GET " + line(member, path) + "\r\n");
    }

    private static String line(Member member, String path) {
        URI address = member.address(path);
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return address.getRawPath() + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nAccept: application/json\r\n";
    }

    /** A broadcast; its value has the wanted size, differs from all others and cannot be compressed much. */
    ByteBuf broadcast(ByteBufAllocator memory, byte[] head, long number) {
        String value = "{\"run\":\"" + run + "\",\"number\":" + number + ",\"fill\":\"";
        int fill = Math.max(0, size - value.length() - 2);
        String begin = "{\"header\":{\"topics\":[\"bench-" + number % topics + "\"],\"tag\":\"" + run + number
                + "\"},\"data\":[{\"value\":" + value;
        String end = "\"}}]}";
        ByteBuf request = memory.buffer(head.length + begin.length() + fill + 32);
        request.writeBytes(head);
        ascii(request, begin.length() + fill + end.length() + "\r\n\r\n");
        ascii(request, begin);
        request.writeBytes(random, dice.nextInt(random.length - fill), fill);
        ascii(request, end);
        return request;
    }

    private static void ascii(ByteBuf request, String text) {
        request.writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
