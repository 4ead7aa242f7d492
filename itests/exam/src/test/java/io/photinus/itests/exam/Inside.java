package io.photinus.itests.exam;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** What a test inside the container looks at. */
final class Inside {
    private static final long LIMIT_SECONDS = 60;

    private final BundleContext context;

    Inside(BundleContext context) {
        this.context = context;
    }

    /** Waits until a service is there. */
    <S> S service(Class<S> type) {
        return service(type, null);
    }

    <S> S service(Class<S> type, String filter) {
        until("a service " + type.getName() + " " + filter, () -> find(type, filter) != null);
        return find(type, filter);
    }

    private <S> S find(Class<S> type, String filter) {
        try {
            Collection<ServiceReference<S>> found = context.getServiceReferences(type, filter);
            return found.isEmpty() ? null : context.getService(found.iterator().next());
        } catch (InvalidSyntaxException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    Bundle bundle(String symbolicName) {
        return bundles().stream()
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    List<Bundle> bundles() {
        return Arrays.asList(context.getBundles());
    }

    /** Ours, without the probe of Pax Exam, which has no such name. */
    List<Bundle> ownBundles() {
        return bundles().stream()
                .filter(bundle -> bundle.getSymbolicName() != null
                        && bundle.getSymbolicName().startsWith("io.photinus."))
                .toList();
    }

    /** What has been logged, since the start, that somebody should look at. */
    static List<String> warnings() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty(Archive.LOG)))) {
            return lines.filter(line -> line.contains("| WARN ") || line.contains("| ERROR"))
                    .toList();
        }
    }

    static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Exception last = null;
        while (System.nanoTime() - end < 0) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("did not happen within " + LIMIT_SECONDS + " s: " + what, last);
    }
}
