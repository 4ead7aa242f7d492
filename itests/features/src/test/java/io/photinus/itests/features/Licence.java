package io.photinus.itests.features;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The licences that can be told from what a jar says, and what we think of them; from the mildest to the strictest. */
enum Licence {
    APACHE_2(
            "Apache-2.0",
            Kind.PERMISSIVE,
            "apache-2\\.0|apache(\\.org/licenses/| software)? ?license[-, ]*(version )?2|LICENSE-2\\.0"),
    MIT("MIT", Kind.PERMISSIVE, "licenses/MIT|\\bMIT\\b|Permission is hereby granted, free of charge"),
    BSD_2("BSD-2-Clause", Kind.PERMISSIVE, "BSD-2-Clause"),
    BSD_3("BSD-3-Clause", Kind.PERMISSIVE, "BSD-3-Clause|bsd-license|The BSD License|Neither the name of"),
    /** The Eclipse Distribution License is the text of BSD-3-Clause. */
    EDL_1("BSD-3-Clause", Kind.PERMISSIVE, "edl-v10|Eclipse Distribution License"),
    CC0("CC0-1.0", Kind.PERMISSIVE, "publicdomain/zero/1\\.0"),
    /** Changes to their own files must stay open; nothing else is touched. Tolerated by name only, see the table. */
    EPL_1("EPL-1.0", Kind.FILE_COPYLEFT, "epl-v10|Eclipse Public License[-, ]*(v|version) ?1"),
    EPL_2("EPL-2.0", Kind.FILE_COPYLEFT, "epl-2\\.0|epl-v20|EPL 2\\.0|Eclipse Public License[-, ]*(v|version) ?2"),
    CDDL("CDDL-1.1", Kind.FILE_COPYLEFT, "CDDL"),
    GPL("GPL-2.0-only", Kind.REFUSED, "\\bGPL|gnu\\.org/software/classpath|licenses/gpl|GNU General Public"),
    LGPL("LGPL-2.1-only", Kind.REFUSED, "\\bLGPL|licenses/lgpl|GNU Lesser");

    /** What a licence asks of those who pass the jar on. */
    enum Kind {
        PERMISSIVE,
        FILE_COPYLEFT,
        REFUSED
    }

    private final String spdx;
    private final Kind kind;
    private final Pattern words;

    Licence(String spdx, Kind kind, String words) {
        this.spdx = spdx;
        this.kind = kind;
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    String spdx() {
        return spdx;
    }

    Kind kind() {
        return kind;
    }

    /** The licences that a text names. */
    static Set<Licence> in(String text) {
        Set<Licence> found = EnumSet.noneOf(Licence.class);
        for (Licence licence : values()) {
            if (licence.words.matcher(text).find()) {
                found.add(licence);
            }
        }
        return found;
    }

    /** The licence of several that binds least: whoever may choose takes that one. */
    static Licence best(Set<Licence> some) {
        return Collections.min(some);
    }

    static Licence strictest(Set<Licence> some) {
        return Collections.max(some);
    }

    static Licence ofSpdx(String name) {
        for (Licence licence : values()) {
            if (licence.spdx.equals(name)) {
                return licence;
            }
        }
        throw new IllegalArgumentException(name + " is not known here; is it a permissive licence?");
    }
}
