package io.photinus.rest.internal.wire;

import io.photinus.types.json.Json;
import io.photinus.types.json.JsonInputException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyReader;

/** Reads a body into a record; a body that is not JSON leaves the record at its defaults (api 2.3). */
public final class RecordReader implements MessageBodyReader<Record> {
    private static final String DEFAULTS = "{}";

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream) {
        Kind kind = Kind.of(mediaType.toString());
        if (kind == Kind.FORM) {
            Form.check(bytes(stream));
        }
        String text = kind == Kind.JSON ? text(stream) : DEFAULTS;
        boolean unused = type.equals(EmptyInput.class) && text.strip().equals("null");
        return read(unused ? DEFAULTS : text, type);
    }

    /** Reads the text of a body. */
    public static <R extends Record> R read(String text, Class<R> type) {
        try {
            return Json.read(text, type);
        } catch (JsonInputException malformed) {
            throw new BadInput(String.valueOf(malformed.getMessage()), malformed);
        }
    }

    /** The text of a body. */
    public static String text(InputStream stream) {
        return new String(bytes(stream), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException gone) {
            throw new BadInput("the body ended early", gone);
        }
    }
}
