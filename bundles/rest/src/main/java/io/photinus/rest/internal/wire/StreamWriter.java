package io.photinus.rest.internal.wire;

import io.photinus.rest.internal.streaming.StreamedList;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import javax.ws.rs.ext.MessageBodyWriter;

/** Writes a list while it is being read. */
public final class StreamWriter implements MessageBodyWriter<StreamedList> {
    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == StreamedList.class;
    }

    @Override
    public void writeTo(
            StreamedList list,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        list.writeTo(out);
    }
}
