package io.photinus.http.internal;

import io.photinus.http.HttpConnector;
import io.photinus.http.SocketEndpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** One configured connector: {@code io.photinus.http~api}, {@code ~spi}, {@code ~metrics}. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.photinus.http",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = ConnectorConfig.class, factory = true)
public final class JettyConnector {

    private final BundleContext context;
    private final Whiteboard whiteboard;
    private final boolean enabled;
    private final Settings settings;
    private @Nullable Running running;

    private record Running(
            FrontServer server,
            SocketTracking sockets,
            PageTracking pages,
            ExpressTracking lanes,
            ServiceRegistration<HttpConnector> registration) {}

    private record Listening(String name, String address, int port) implements HttpConnector {}

    @Activate
    public JettyConnector(BundleContext context, @Reference Whiteboard whiteboard, ConnectorConfig config) {
        this.context = context;
        this.whiteboard = whiteboard;
        this.enabled = config.enabled();
        this.settings = Settings.of(config);
    }

    @Activate
    void start() throws Exception {
        if (!enabled) {
            return;
        }
        var server = new FrontServer(settings);
        server.start();
        var sockets = new SocketTracking(context, settings.name(), server.sockets());
        sockets.open();
        var pages = new PageTracking(context, settings.name(), server.pages());
        pages.open();
        var lanes = new ExpressTracking(context, settings.name(), server.lanes(), settings.drainTimeout());
        lanes.open();
        whiteboard.connect(settings.name(), server.servlets());
        var listening = new Listening(settings.name(), settings.address(), server.port());
        var registration = context.registerService(
                HttpConnector.class,
                listening,
                FrameworkUtil.asDictionary(
                        Map.of(SocketEndpoint.CONNECTOR, settings.name(), HttpConnector.PORT, server.port())));
        running = new Running(server, sockets, pages, lanes, registration);
    }

    @Deactivate
    void stop() throws Exception {
        Running was = running;
        running = null;
        if (was != null) {
            was.registration().unregister();
            was.server().stop(() -> {
                was.pages().close();
                was.lanes().close();
                was.sockets().close(FrontServer.GOING_AWAY, "connector stops");
                whiteboard.disconnect(settings.name());
            });
        }
    }
}
