package io.photinus.engine.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.DisallowSchemaLoader;
import com.networknt.schema.resource.InputStreamSource;
import io.photinus.types.Datatype;
import io.photinus.types.Hash;
import io.photinus.types.error.ErrorCode;
import io.photinus.types.error.NodeProblem;
import io.photinus.types.json.RawJson;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles and applies JSON Schemas as protocol 2.9 demands: draft 2020-12 unless {@code $schema} says otherwise, RE2
 * patterns, no remote references, formats asserted only by the older drafts. Compiled schemas are kept in a bounded cache.
 * Thread-safe.
 */
public final class Schemas {
    private static final int CACHED = 200;

    private static final String META_SCHEMAS = "classpath:draft";

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<VersionFlag, JsonSchema> drafts = new ConcurrentHashMap<>();
    private final Map<Hash, JsonSchema> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash, JsonSchema> eldest) {
            return size() > CACHED;
        }
    };

    /**
     * Checks that a schema compiles.
     *
     * @throws NodeProblem FF10196
     */
    public void check(String name, RawJson schema) {
        compile(name, schema);
    }

    /**
     * Checks a value against a datatype.
     *
     * @throws NodeProblem FF10198 with the first violation, FF10196 when the schema itself is broken
     */
    public void validate(Datatype datatype, RawJson value) {
        String name = String.valueOf(datatype.name());
        RawJson schema = datatype.value();
        if (schema == null) {
            throw new NodeProblem(ErrorCode.FF10196, name, "it is empty");
        }
        Optional<String> violation = violation(compile(name, schema), value);
        if (violation.isPresent()) {
            throw new NodeProblem(ErrorCode.FF10198, name, datatype.version(), violation.get());
        }
    }

    private Optional<String> violation(JsonSchema schema, RawJson value) {
        try {
            Set<ValidationMessage> found = schema.validate(mapper.readTree(value.text()));
            return found.stream().map(ValidationMessage::getMessage).findFirst();
        } catch (JsonProcessingException unreadable) {
            return Optional.of("the value cannot be read: " + unreadable.getOriginalMessage());
        } catch (JsonSchemaException | StackOverflowError endless) {
            // A schema that refers to itself without end shows only when it is applied.
            return Optional.of("the schema cannot be applied to the value");
        }
    }

    private JsonSchema compile(String name, RawJson schema) {
        Hash hash = Hash.sha256(schema.text());
        synchronized (compiled) {
            JsonSchema known = compiled.get(hash);
            if (known != null) {
                return known;
            }
        }
        JsonSchema fresh = compileNew(name, schema);
        synchronized (compiled) {
            compiled.put(hash, fresh);
        }
        return fresh;
    }

    /** The meta-schemas of the drafts lie in this bundle; nothing else is ever loaded. */
    private static @Nullable InputStreamSource bundled(AbsoluteIri iri) {
        String location = iri.toString();
        URL resource = location.startsWith(META_SCHEMAS)
                ? Schemas.class.getClassLoader().getResource(location.substring("classpath:".length()))
                : null;
        return resource == null ? null : resource::openStream;
    }

    /** A schema that breaks the rules of its draft is no schema, as in the reference validator. */
    private void checkDraft(String name, JsonNode tree, VersionFlag draft, JsonSchemaFactory factory) {
        JsonSchema rules = drafts.computeIfAbsent(draft, flag -> factory.getSchema(SchemaLocation.of(flag.getId())));
        Optional<String> broken =
                rules.validate(tree).stream().map(ValidationMessage::getMessage).findFirst();
        if (broken.isPresent()) {
            throw new NodeProblem(ErrorCode.FF10196, name, broken.get());
        }
    }

    private JsonSchema compileNew(String name, RawJson schema) {
        try {
            JsonNode tree = mapper.readTree(schema.text());
            if (!tree.isObject() && !tree.isBoolean()) {
                throw new NodeProblem(ErrorCode.FF10196, name, "it is neither an object nor a boolean");
            }
            VersionFlag draft =
                    SpecVersionDetector.detectOptionalVersion(tree, true).orElse(VersionFlag.V202012);
            JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                    draft,
                    builder -> builder.schemaLoaders(
                            loaders -> loaders.add(Schemas::bundled).add(DisallowSchemaLoader.getInstance())));
            checkDraft(name, tree, draft, factory);
            SchemaValidatorsConfig config = SchemaValidatorsConfig.builder()
                    .regularExpressionFactory(Schemas::re2)
                    .formatAssertionsEnabled(draft.getVersionFlagValue() <= VersionFlag.V7.getVersionFlagValue())
                    .losslessNarrowing(true)
                    .preloadJsonSchema(true)
                    .build();
            JsonSchema result = factory.getSchema(tree, config);
            result.initializeValidators();
            return result;
        } catch (JsonProcessingException unreadable) {
            throw new NodeProblem(ErrorCode.FF10196, unreadable, name, unreadable.getOriginalMessage());
        } catch (JsonSchemaException | PatternSyntaxException | StackOverflowError broken) {
            throw new NodeProblem(ErrorCode.FF10196, broken, name, broken.getMessage());
        }
    }

    private static RegularExpression re2(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> pattern.matcher(value).find();
    }
}
