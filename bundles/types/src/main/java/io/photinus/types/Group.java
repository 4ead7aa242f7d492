package io.photinus.types;

import io.photinus.types.json.Json;
import io.photinus.types.json.Opt;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the hash of a group covers (protocol 2.7): network namespace, name and members in the order given. */
public record Group(@Opt @Nullable String namespace, String name, List<Member> members) {
    /** One member: an identity reached through a node. */
    public record Member(
            @Opt @Nullable String identity, @Opt @Nullable UUID node) {}

    public Group {
        name = name == null ? "" : name;
        members = members == null ? List.of() : List.copyOf(members);
    }

    /** Sorts the members by identity, as a sender does before it hashes; receivers keep the order. */
    public Group sealed() {
        return new Group(
                namespace,
                name,
                members.stream()
                        .sorted(Comparator.comparing(member -> member.identity() == null ? "" : member.identity()))
                        .toList());
    }

    public Hash hash() {
        return Hash.sha256(Json.bytes(this));
    }
}
