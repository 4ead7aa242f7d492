package io.photinus.engine.definitions;

import io.photinus.engine.network.KeyOwners;
import io.photinus.engine.work.NamespaceContext;
import io.photinus.persistence.EventRepository.NewEvent;
import io.photinus.persistence.Repositories;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Definitions;
import io.photinus.types.EventType;
import io.photinus.types.Identity;
import io.photinus.types.IdentityClaim;
import io.photinus.types.IdentityType;
import io.photinus.types.IdentityVerification;
import io.photinus.types.Message;
import io.photinus.types.MessageState;
import io.photinus.types.Verifier;
import io.photinus.types.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of the namespace as one page of pins sees it: what is stored, plus what earlier messages of the same page have
 * changed. Nothing is written before the whole page is. For one thread.
 */
public final class PageView {
    private final NamespaceContext context;
    private final Map<UUID, Identity> identities = new LinkedHashMap<>();
    private final List<Verifier> verifiers = new ArrayList<>();
    private final List<Datatype> datatypes = new ArrayList<>();
    private final List<Message> definitions = new ArrayList<>();
    private final List<NewEvent> events = new ArrayList<>();
    private final KeyOwners known;
    private final Map<String, Optional<String>> owners = new HashMap<>();
    private final Map<DatatypeRef, Optional<Datatype>> types = new HashMap<>();
    private boolean identityConfirmed;

    public PageView(NamespaceContext context, KeyOwners known) {
        this.context = context;
        this.known = known;
    }

    private <T extends @Nullable Object> T read(Function<Repositories, T> query) {
        return context.store().read(query);
    }

    Optional<Identity> identity(@Nullable UUID id) {
        if (id == null) {
            return Optional.empty();
        }
        Identity changed = identities.get(id);
        return changed != null
                ? Optional.of(changed)
                : read(store -> store.identities().find(context.name(), id));
    }

    Optional<Identity> identityByName(IdentityType type, String name) {
        return identities.values().stream()
                .filter(identity -> identity.type() == type && name.equals(identity.name()))
                .findFirst()
                .or(() -> read(store -> store.identities().byName(context.name(), type, name)));
    }

    /** The DID of the identity that owns a key. Most messages of a page come from few keys, so the answer is kept. */
    public Optional<String> ownerOf(String verifierType, String value) {
        return owners.computeIfAbsent(
                verifierType + value,
                key -> verifiers.isEmpty() && identities.isEmpty()
                        ? known.did(verifierType, value)
                        : verifier(verifierType, value)
                                .flatMap(verifier -> identity(verifier.identity()))
                                .map(Identity::did));
    }

    Optional<Verifier> verifier(String type, String value) {
        return verifiers.stream()
                .filter(verifier ->
                        verifier.type().equals(type) && verifier.value().equals(value))
                .findFirst()
                .or(() -> read(store -> store.verifiers().byValue(context.name(), type, value)));
    }

    Optional<Verifier> verifierOf(UUID identity) {
        return verifiers.stream()
                .filter(verifier -> identity.equals(verifier.identity()))
                .findFirst()
                .or(() -> read(store -> store.verifiers().byIdentities(context.name(), List.of(identity))).stream()
                        .findFirst());
    }

    /** A datatype by name and version. */
    public Optional<Datatype> datatype(String name, String version) {
        return types.computeIfAbsent(new DatatypeRef(name, version), ref -> datatypes.stream()
                .filter(known -> name.equals(known.name()) && version.equals(known.version()))
                .findFirst()
                .or(() -> read(store -> store.datatypes().find(context.name(), name, version))));
    }

    /** Confirmed definition messages, those of this page included, oldest first. */
    List<Message> confirmed(String tag, String topic, String author) {
        List<Message> found = new ArrayList<>(
                read(store -> store.messages().confirmedDefinitions(context.name(), tag, topic, author)));
        definitions.stream()
                .filter(message -> tag.equals(message.header().tag())
                        && message.header().topics().contains(topic)
                        && author.equals(message.header().author()))
                .forEach(found::add);
        return found;
    }

    /** A definition message by id, when it is confirmed or becomes so in this page. */
    Optional<Message> confirmedMessage(UUID id) {
        return definitions.stream()
                .filter(message -> id.equals(message.header().id()))
                .findFirst()
                .or(() -> read(store -> store.messages().find(context.name(), id))
                        .filter(message -> message.state() == MessageState.CONFIRMED));
    }

    /** The content of a verification message. */
    Optional<IdentityVerification> verificationOf(Message message) {
        return content(message, IdentityVerification.class);
    }

    /** The identity in a claim message. */
    Optional<Identity> claimOf(Message message) {
        return content(message, IdentityClaim.class).map(IdentityClaim::identity);
    }

    private <T> Optional<T> content(Message message, Class<T> type) {
        UUID id = message.data().size() == 1 ? message.data().get(0).id() : null;
        if (id == null) {
            return Optional.empty();
        }
        return read(store -> store.data().find(context.name(), id))
                .map(Data::value)
                .map(value -> Json.read(value.text(), type));
    }

    /** Notes that a definition message is confirmed in this page. */
    public void definitionConfirmed(Message message) {
        definitions.add(message);
    }

    void store(Datatype datatype, @Nullable UUID tx) {
        datatypes.add(datatype);
        types.clear();
        event(EventType.DATATYPE_CONFIRMED, datatype.id(), null, tx, Definitions.EVENT_TOPIC);
    }

    void store(Identity identity, EventType type) {
        identities.put(Objects.requireNonNull(identity.id(), "a valid identity has an id"), identity);
        owners.clear();
        event(type, identity.id(), null, null, Definitions.EVENT_TOPIC);
        identityConfirmed |= type == EventType.IDENTITY_CONFIRMED;
    }

    void store(Verifier verifier) {
        verifiers.add(verifier);
        owners.clear();
    }

    /** Appends an event behind those that are there. */
    public void event(
            EventType type,
            @Nullable UUID reference,
            @Nullable UUID correlator,
            @Nullable UUID tx,
            @Nullable String topic) {
        events.add(new NewEvent(context.newId(), type, reference, correlator, tx, topic, context.now()));
    }

    /** Whether an identity came into being, for which parked messages may wait. */
    public boolean identityConfirmed() {
        return identityConfirmed;
    }

    /** Writes everything that the page has changed besides its messages and pins. */
    public void write(Repositories store) {
        for (Datatype datatype : datatypes) {
            store.datatypes().insert(context.name(), datatype);
        }
        for (Identity identity : identities.values()) {
            store.identities().upsert(context.name(), identity);
        }
        for (Verifier verifier : verifiers) {
            store.verifiers().insert(context.name(), verifier);
        }
        store.events().append(context.name(), events);
    }
}
