package io.photinus.database.postgres;

import io.photinus.plugin.database.DatabasePlugin;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens one PostgreSQL database on a thread of its own, again and again while that fails, and registers the plugin when it is
 * open. It registers the service itself: declared services carry their whole configuration, and this one holds a password.
 * While the database is not open, a service of the same name says why.
 */
@Component(
        configurationPid = "io.photinus.database.postgres",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {})
@Designate(ocd = PostgresDatabase.Config.class, factory = true)
public final class PostgresDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
    private static final Duration RETRY = Duration.ofSeconds(2);
    private static final Duration END = Duration.ofSeconds(20);

    /** The keys of {@code plugins.database[].postgres}, and the plugin's name. */
    @ObjectClassDefinition(
            name = "PostgreSQL database",
            description = "One database, shared by several processes if need be")
    @interface Config {
        @AttributeDefinition(name = "Plugin name", description = "The name under which namespaces ask for it")
        String photinus_plugin_name();

        @AttributeDefinition(
                name = "Database",
                type = AttributeType.PASSWORD,
                description = "postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=…; the forms"
                        + " key=value … and jdbc:postgresql: are understood too")
        String url();

        @AttributeDefinition(
                name = "Migrate",
                description =
                        "Whether the schema is created and brought up to date at start; otherwise an outdated one is"
                                + " refused")
        boolean migrations_auto() default true;

        @AttributeDefinition(
                name = "Connections",
                description = "Most connections: a third of them write, up to 16; two are for other processes; the rest"
                        + " read")
        int maxConns() default 50;

        @AttributeDefinition(name = "Idle connections", description = "Kept open of those that write and that read")
        int maxIdleConns() default 2;

        @AttributeDefinition(name = "Idle time", description = "After which other unused connections are closed")
        String maxConnIdleTime() default "1m";

        @AttributeDefinition(name = "Lifetime", description = "After which any connection is replaced; 30m when empty")
        String maxConnLifetime() default "";
    }

    private final Registry registry;
    private final String name;
    private final Thread opener;
    private boolean closing;
    private @Nullable OpenDatabase open;

    @Activate
    public PostgresDatabase(BundleContext context, Config config) {
        this(new ServiceRegistry(context), config);
        forgetDriver();
    }

    PostgresDatabase(Registry registry, Config config) {
        this.registry = registry;
        this.name = String.valueOf(config.photinus_plugin_name());
        this.opener = new Thread(() -> run(config), "photinus-db-" + name + "-opener");
        opener.setDaemon(true);
        opener.start();
    }

    /** Where the plugin appears: at most one of the two is there at a time. */
    interface Registry {
        void present(String name, DatabasePlugin plugin);

        void absent(String name, String problem);

        void clear();
    }

    /** The driver registers itself for the whole Java process, which would then hold this bundle for ever. */
    private static void forgetDriver() {
        try {
            if (Driver.isRegistered()) {
                Driver.deregister();
            }
        } catch (SQLException | IllegalStateException anotherDidIt) {
            LOG.atDebug().setCause(anotherDidIt).log("driver not registered");
        }
    }

    private void run(Config config) {
        Settings settings;
        try {
            settings = Settings.of(config);
        } catch (IllegalArgumentException unusable) {
            LOG.atError().addKeyValue("plugin", name).log("{}", unusable.getMessage());
            say(String.valueOf(unusable.getMessage()));
            return;
        }
        String problem = "";
        while (!closing()) {
            try {
                present(settings, OpenDatabase.open(settings));
                return;
            } catch (RuntimeException failed) {
                String sentence = settings.target().withoutSecrets(String.valueOf(failed.getMessage()));
                if (!sentence.equals(problem) && !closing()) {
                    problem = sentence;
                    // What is no sentence of ours deserves a stack trace.
                    LOG.atWarn()
                            .addKeyValue("plugin", name)
                            .setCause(failed instanceof IllegalStateException ? null : failed)
                            .log("{}; trying again", sentence);
                    say(sentence);
                }
            }
            pause();
        }
    }

    private void present(Settings settings, OpenDatabase opened) {
        synchronized (this) {
            if (!closing) {
                open = opened;
                registry.present(name, opened);
                LOG.atInfo()
                        .addKeyValue("plugin", name)
                        .addKeyValue("server", settings.target().shown())
                        .addKeyValue("database", opened.databaseId())
                        .log("database open");
                return;
            }
        }
        opened.close();
    }

    private synchronized void say(String problem) {
        if (!closing) {
            registry.absent(name, problem);
        }
    }

    private synchronized boolean closing() {
        return closing;
    }

    private synchronized void pause() {
        long end = System.nanoTime() + RETRY.toNanos();
        try {
            for (long left = end - System.nanoTime(); left > 0 && !closing; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException ended) {
            closing = true;
        }
    }

    @Deactivate
    public void close() {
        OpenDatabase last;
        synchronized (this) {
            closing = true;
            notifyAll();
            last = open;
            open = null;
            registry.clear();
        }
        if (last != null) {
            last.close();
            LOG.atInfo().addKeyValue("plugin", name).log("database closed");
        }
        try {
            // It may be in the midst of an attempt, which ends by itself.
            opener.join(END.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The service registry of the framework. */
    private static final class ServiceRegistry implements Registry {
        private final BundleContext context;
        private @Nullable ServiceRegistration<DatabasePlugin> registration;

        ServiceRegistry(BundleContext context) {
            this.context = context;
        }

        @Override
        public void present(String name, DatabasePlugin plugin) {
            register(name, plugin, null);
        }

        @Override
        public void absent(String name, String problem) {
            register(name, new AbsentDatabase(problem), problem);
        }

        private void register(String name, DatabasePlugin plugin, @Nullable String problem) {
            clear();
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("photinus.plugin.name", name);
            properties.put("photinus.plugin.type", "postgres");
            if (problem != null) {
                properties.put(DatabasePlugin.PROBLEM, problem);
            }
            registration = context.registerService(DatabasePlugin.class, plugin, properties);
        }

        @Override
        public void clear() {
            ServiceRegistration<DatabasePlugin> last = registration;
            registration = null;
            if (last != null) {
                last.unregister();
            }
        }
    }
}
