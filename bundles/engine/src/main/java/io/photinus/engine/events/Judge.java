package io.photinus.engine.events;

import io.photinus.engine.data.DatatypeRegistry;
import io.photinus.engine.definitions.DefinitionHandlers;
import io.photinus.engine.definitions.PageView;
import io.photinus.engine.definitions.Ruling;
import io.photinus.engine.definitions.Ruling.Case;
import io.photinus.engine.network.Keys;
import io.photinus.types.BatchPersisted;
import io.photinus.types.Contexts;
import io.photinus.types.Data;
import io.photinus.types.Datatype;
import io.photinus.types.DatatypeRef;
import io.photinus.types.Hash;
import io.photinus.types.Message;
import io.photinus.types.MessageHeader;
import io.photinus.types.MessageType;
import io.photinus.types.Pin;
import io.photinus.types.TxType;
import io.photinus.types.ValidatorType;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Decides what becomes of one pinned message (protocol 6.3 to 6.7). Reads only; effects go into the {@link PageView}. */
final class Judge {
    private final Keys keys;
    private final DatatypeRegistry datatypes;
    private final DefinitionHandlers definitions;

    Judge(Keys keys, DatatypeRegistry datatypes, DefinitionHandlers definitions) {
        this.keys = keys;
        this.datatypes = datatypes;
        this.definitions = definitions;
    }

    /** Checks that need only pin and batch; a good result means that the target exists. */
    Ruling batch(Pin pin, PinPage page) {
        Optional<BatchPersisted> batch = page.batch(pin.batch());
        if (batch.isEmpty()) {
            return Ruling.of(Case.BATCH_MISSING);
        }
        if (!pin.batchHash().equals(batch.get().hash())) {
            return Ruling.of(Case.BATCH_HASH_DIFFERS);
        }
        if (!page.hasManifest(pin.batch())) {
            return Ruling.of(Case.MANIFEST_UNREADABLE);
        }
        return page.target(pin).isEmpty() ? Ruling.of(Case.INDEX_OUTSIDE_BATCH) : Ruling.CONFIRM;
    }

    /** Judges the message that a pin points to. */
    Ruling message(Pin pin, PinPage.Target target, BatchPersisted batch, PinPage page, PageView view) {
        Optional<Message> found = page.message(target.message());
        if (found.isEmpty()) {
            return Ruling.of(Case.MESSAGE_MISSING);
        }
        Message message = found.get();
        if (message.state() != null && message.state().isFinal()) {
            return Ruling.of(Case.HAS_VERDICT);
        }
        Optional<List<Data>> data = page.data(message);
        if (data.isEmpty()) {
            return Ruling.of(Case.DATA_MISSING);
        }
        Ruling signer = signer(pin, message.header(), view);
        if (signer.outcome() == Ruling.Outcome.WAIT) {
            return signer;
        }
        if (pin.masked()) {
            return Ruling.of(Case.MASKED);
        }
        for (String topic : message.header().topics()) {
            Hash context = Contexts.broadcast(topic);
            if (page.isBlocked(context)) {
                return Ruling.of(Case.EARLIER_PIN_WAITS);
            }
        }
        return signer.outcome() == Ruling.Outcome.REJECT ? signer : readiness(message, data.get(), batch, view);
    }

    /** Protocol 6.4: the key that pinned, the key in the header, and the identity that owns it. */
    private Ruling signer(Pin pin, MessageHeader header, PageView view) {
        String key = Objects.requireNonNullElse(header.key(), "");
        if (key.isEmpty() || !key.equals(pin.signer())) {
            return Ruling.of(Case.KEY_DIFFERS, ErrorCode.FF10452, String.valueOf(pin.signer()), key);
        }
        Optional<String> owner = view.ownerOf(keys.verifierType(), key);
        if (owner.isPresent()) {
            String author = Objects.requireNonNullElse(header.author(), "");
            return author.equals(owner.get())
                    ? Ruling.CONFIRM
                    : Ruling.of(Case.AUTHOR_DIFFERS, ErrorCode.FF10453, owner.get(), author);
        }
        boolean unregisteredAllowed = header.type().equals(MessageType.PRIVATE)
                || header.type().equals(MessageType.GROUPINIT)
                || header.type().equals(MessageType.DEFINITION) && DefinitionHandlers.mayBeUnregistered(header.tag());
        return unregisteredAllowed ? Ruling.CONFIRM : Ruling.of(Case.SIGNER_UNKNOWN);
    }

    /** Protocol 6.7. */
    private Ruling readiness(Message message, List<Data> data, BatchPersisted batch, PageView view) {
        if (data.stream().anyMatch(item -> item.blob() != null && item.blob().hash() != null)) {
            return Ruling.of(Case.BLOB_MISSING);
        }
        TxType parent = message.header().txparent() == null
                ? null
                : message.header().txparent().type();
        if (parent == TxType.TOKEN_TRANSFER || parent == TxType.TOKEN_APPROVAL) {
            return Ruling.of(Case.TRANSFER_MISSING);
        }
        return switch (message.header().type()) {
            case MessageType.DEFINITION ->
                definitions.handle(message, data, batch.tx().id(), view);
            case MessageType.GROUPINIT -> Ruling.CONFIRM;
            default -> values(data, view);
        };
    }

    private Ruling values(List<Data> data, PageView view) {
        for (Data item : data) {
            DatatypeRef ref = item.datatype();
            if (ref == null || item.validator() == ValidatorType.NONE) {
                continue;
            }
            Optional<Datatype> datatype = ref.name() == null || ref.version() == null
                    ? Optional.empty()
                    : view.datatype(ref.name(), ref.version());
            if (datatype.isEmpty()) {
                return Ruling.of(Case.DATATYPE_UNKNOWN);
            }
            if (item.value() == null) {
                return Ruling.of(Case.VALUE_INVALID, ErrorCode.FF10199, ref.name());
            }
            if (!Hash.sha256(item.value().text()).equals(item.hash())) {
                return Ruling.of(Case.VALUE_INVALID, ErrorCode.FF10201, String.valueOf(item.id()));
            }
            try {
                datatypes.schemas().validate(datatype.get(), item.value());
            } catch (NodeProblem invalid) {
                return Ruling.of(Case.VALUE_INVALID, invalid);
            }
        }
        return Ruling.CONFIRM;
    }
}
