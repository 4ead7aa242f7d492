package io.photinus.http.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.RequestDispatcher;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.jspecify.annotations.Nullable;

/** Errors that Jetty or a servlet raises, in the same form as all others; never with a stack trace. */
final class JsonErrors extends ErrorHandler {

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        base.setHandled(true);
        if (response.isCommitted()) {
            return;
        }
        Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
        int status = response.getStatus();
        Answers.error(response, status, message instanceof String text ? text : HttpStatus.getMessage(status));
    }

    @Override
    public ByteBuffer badMessageError(int status, @Nullable String reason, HttpFields fields) {
        String text = reason == null ? HttpStatus.getMessage(status) : reason;
        fields.put("Content-Type", "application/json");
        return ByteBuffer.wrap(("{\"error\":\"" + Answers.escape(text) + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
