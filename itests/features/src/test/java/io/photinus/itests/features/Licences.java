package io.photinus.itests.features;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the licence of a jar: what its manifest says, else its poms, else its licence files, else our table. */
final class Licences {
    private static final Pattern IN_POM = Pattern.compile("<license>(.*?)</license>", Pattern.DOTALL);

    /** Artifact → licence, reason: for jars that say nothing. */
    static final Map<String, List<String>> UNDECLARED = Table.read("undeclared-licences.txt");

    private Licences() {}

    /** What the jar may be used under; empty when nobody knows. */
    static Set<Licence> of(ArchiveJar jar) {
        Set<Licence> declared = declaredBy(jar);
        if (declared.isEmpty() && UNDECLARED.containsKey(jar.artifact())) {
            declared.add(Licence.ofSpdx(UNDECLARED.get(jar.artifact()).get(0)));
        }
        return declared;
    }

    static Set<Licence> declaredBy(ArchiveJar jar) {
        Set<Licence> found = EnumSet.noneOf(Licence.class);
        found.addAll(Licence.in(jar.header("Bundle-License")));
        if (found.isEmpty()) {
            // A jar that contains others brings their poms; its own names the artifact.
            jar.texts().forEach((name, text) -> {
                if (name.endsWith("/" + jar.artifact() + "/pom.xml")) {
                    Matcher licences = IN_POM.matcher(text);
                    while (licences.find()) {
                        found.addAll(Licence.in(licences.group(1)));
                    }
                }
            });
        }
        if (found.isEmpty()) {
            // Such a text names the licences of parts, too; none of them can be chosen instead of another.
            Set<Licence> named = EnumSet.noneOf(Licence.class);
            jar.texts(name -> !name.endsWith(".mf") && !name.endsWith("pom.xml"))
                    .map(Licence::in)
                    .forEach(named::addAll);
            if (!named.isEmpty()) {
                found.add(Licence.strictest(named));
            }
        }
        return found;
    }
}
