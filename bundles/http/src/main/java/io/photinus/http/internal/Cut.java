package io.photinus.http.internal;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a connection whose answer has begun and cannot be finished. What the servlet still writes, the end of the answer above
 * all, is swallowed, so that it can return as if nothing had happened and has nothing to report.
 */
final class Cut implements Runnable, HttpOutput.Interceptor {

    private final Request request;

    Cut(Request request) {
        this.request = request;
    }

    @Override
    public void run() {
        request.getResponse().getHttpOutput().setInterceptor(this);
        request.getHttpChannel().abort(new EofException("cut by the servlet"));
    }

    @Override
    public void write(ByteBuffer content, boolean last, Callback callback) {
        content.position(content.limit());
        callback.succeeded();
    }

    @Override
    public HttpOutput.@Nullable Interceptor getNextInterceptor() {
        return null;
    }

    @Override
    public boolean isOptimizedForDirectBuffers() {
        return false;
    }
}
