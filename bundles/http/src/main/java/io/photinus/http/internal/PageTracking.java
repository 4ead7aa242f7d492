package io.photinus.http.internal;

import io.photinus.http.PlainPage;
import io.photinus.http.SocketEndpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Feeds plain pages into one connector. */
final class PageTracking extends ServiceTracker<PlainPage, PlainPage> {

    private final String connector;
    private final Map<String, PlainPage> pages;

    PageTracking(BundleContext context, String connector, Map<String, PlainPage> pages) {
        super(context, PlainPage.class, null);
        this.connector = connector;
        this.pages = pages;
    }

    @Override
    public @Nullable PlainPage addingService(ServiceReference<PlainPage> reference) {
        if (!connector.equals(reference.getProperty(SocketEndpoint.CONNECTOR))) {
            return null;
        }
        PlainPage page = context.getService(reference);
        if (page != null) {
            pages.put(path(reference), page);
        }
        return page;
    }

    @Override
    public void removedService(ServiceReference<PlainPage> reference, PlainPage page) {
        pages.remove(path(reference), page);
        context.ungetService(reference);
    }

    private static String path(ServiceReference<PlainPage> reference) {
        return String.valueOf(reference.getProperty(PlainPage.PATH));
    }
}
