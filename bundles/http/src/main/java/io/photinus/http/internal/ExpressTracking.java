package io.photinus.http.internal;

import io.photinus.http.ExpressLane;
import io.photinus.http.SocketEndpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Feeds express lanes into one connector. A lane goes when its requests are done or had their time. */
final class ExpressTracking extends ServiceTracker<ExpressLane, ExpressRoute> {

    private static final Logger LOG = LoggerFactory.getLogger(ExpressTracking.class);

    private final String connector;
    private final List<ExpressRoute> lanes;
    private final Duration drainTimeout;

    ExpressTracking(BundleContext context, String connector, List<ExpressRoute> lanes, Duration drainTimeout) {
        super(context, ExpressLane.class, null);
        this.connector = connector;
        this.lanes = lanes;
        this.drainTimeout = drainTimeout;
    }

    @Override
    public @Nullable ExpressRoute addingService(ServiceReference<ExpressLane> reference) {
        if (!connector.equals(reference.getProperty(SocketEndpoint.CONNECTOR))) {
            return null;
        }
        ExpressLane lane = context.getService(reference);
        if (lane == null) {
            return null;
        }
        var route = new ExpressRoute(lane);
        lanes.add(route);
        return route;
    }

    @Override
    public void removedService(ServiceReference<ExpressLane> reference, ExpressRoute route) {
        lanes.remove(route);
        int abandoned = route.drain(drainTimeout);
        if (abandoned > 0) {
            LOG.atWarn().addKeyValue("requests", abandoned).log("express lane goes away under running requests");
        }
        context.ungetService(reference);
    }
}
