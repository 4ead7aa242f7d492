package io.photinus.http.internal;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/**
 * A response that can be taken from the servlet that writes it: from then on what the servlet writes goes nowhere,
 * without an error that it would only log.
 */
final class MutableResponse extends HttpServletResponseWrapper {

    private volatile boolean muted;

    MutableResponse(HttpServletResponse response) {
        super(response);
    }

    void mute() {
        muted = true;
    }

    @Override
    public void setStatus(int status) {
        if (!muted) {
            super.setStatus(status);
        }
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!muted) {
            super.sendError(status, message);
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!muted) {
            super.sendError(status);
        }
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!muted) {
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        if (!muted) {
            super.reset();
        }
    }

    @Override
    public void resetBuffer() {
        if (!muted) {
            super.resetBuffer();
        }
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return new PrintWriter(new OutputStreamWriter(getOutputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Output(super.getOutputStream());
    }

    private final class Output extends ServletOutputStream {

        private final ServletOutputStream out;

        Output(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            if (!muted) {
                out.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!muted) {
                out.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() throws IOException {
            if (!muted) {
                out.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!muted) {
                out.close();
            }
        }

        @Override
        public boolean isReady() {
            return muted || out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
