package io.photinus.http.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with what it was asked. */
final class Echo extends HttpServlet {

    private final String name;

    Echo(String name) {
        this.name = name;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        String text = String.join(
                " ",
                name,
                request.getContextPath(),
                String.valueOf(request.getPathInfo()),
                String.valueOf(request.getQueryString()),
                new String(body, StandardCharsets.UTF_8));
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
