package io.photinus.types.error;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * FireFly's error codes with the status that the HTTP edge gives (api 7.2, 7.3). Codes are part of the contract with
 * clients; the sentences are ours. A code is never reused for another meaning.
 */
public enum ErrorCode {
    FF00101(500, "The configuration file cannot be read: %s"),
    FF00106(400, "'%s' is not hex"),
    FF00107(400, "A hash has 32 bytes, written as 64 hex digits"),
    FF00108(400, "Unknown validator '%s'; known are json, none and definition"),
    FF00109(400, "The data has no value and no blob"),
    FF00111(400, "Unknown value '%s' in field '%s'"),
    FF00112(400, "Field '%s' must not be empty"),
    FF00113(400, "The hash of data %s does not match its content"),
    FF00120(400, "The DID '%s' does not fit the identity's type and name"),
    FF00124(400, "An identity of type '%s' needs a parent"),
    FF00126(400, "Unknown identity type '%s'"),
    FF00127(500, "The text is not JSON: %s"),
    FF00128(400, "Data reference %s has no id or no hash"),
    FF00129(400, "Data reference %s stands twice in the message"),
    FF00130(400, "Transaction type '%s' is not allowed on a message"),
    FF00131(400, "The message has no hashes"),
    FF00132(400, "The message's hashes do not match its content (hash=%s datahash=%s)"),
    FF00133(400, "Field '%s' holds '%s' twice"),
    FF00134(400, "Field '%s' holds %s entries; at most %s are allowed"),
    FF00135(400, "Field '%s' has %s characters; at most %s are allowed"),
    FF00136(400, "'%s' is neither an RFC 3339 time nor a unix time"),
    FF00137(400, "'%s' is not a duration such as 1m30s or 250ms"),
    FF00138(400, "'%s' is not a UUID"),
    FF00140(
            400,
            "Field '%s' must have 1 to 64 characters of a-z A-Z 0-9 . _ - and start and end with a letter or digit"),
    FF00141(400, "Field '%s' must be a name, not a UUID"),
    FF00142(400, "'%s' is no field of %s"),
    FF00143(400, "The filter value '%s' for field '%s' is not a valid %s"),
    FF00144(400, "The operator cannot be used with null for field '%s'"),
    FF00145(400, "Field '%s' is not a text, so it has no partial or case-insensitive match"),
    FF00161(400, "The multipart body has no file"),
    FF00162(415, "Content type not supported: send application/json"),
    FF00164(404, "Not found"),
    FF00166(408, "The request ran longer than its time limit of %s"),
    FF00169(401, "Unauthorized"),
    FF00172(400, "'%s' is none of the allowed values: %s"),
    FF00176(500, "The database query failed"),
    FF00190(400, "'%s' is no operator of a query"),
    FF00191(400, "The largest skip is %s"),
    FF00192(400, "The largest limit is %s"),
    FF00193(400, "The modifier '%s' cannot be used with the operator '%s'"),
    FF00250(400, "The form cannot be read: %s"),
    FF10109(404, "Nothing is found at this address"),
    FF10111(500, "The blockchain connector failed: %s"),
    FF10123(500, "Data reference %s has no id"),
    FF10133(400, "Data %s of the message is missing"),
    FF10138(500, "The setting '%s' of plugin '%s' is missing"),
    FF10139(400, "Data reference %s has no hash"),
    FF10141(400, "'%s' is not a valid Ethereum address"),
    FF10143(404, "The lookup gave no result"),
    FF10166(500, "The default namespace '%s' is not among the predefined ones"),
    FF10171(500, "The regular expression of filter '%s' does not compile: %s"),
    FF10172(500, "The event transport '%s' is not known or not enabled"),
    FF10173(500, "The WebSocket '%s' is gone"),
    FF10175(500, "The acknowledgement matches nothing in flight"),
    FF10176(500, "The frame cannot be used"),
    FF10177(500, "Unknown action '%s'"),
    FF10178(500, "A start needs a namespace, and a name or ephemeral=true"),
    FF10179(500, "autoack differs from an earlier start on this socket"),
    FF10180(500, "An acknowledgement was sent although the socket acknowledges by itself"),
    FF10187(404, "Nobody handles the namespace '%s'"),
    FF10191(400, "firstEvent must be newest, oldest or a number"),
    FF10192(400, "firstEvent must be at least %s"),
    FF10193(409, "A %s named '%s' exists already"),
    FF10195(400, "The datatype '%s' version '%s' is not known"),
    FF10196(400, "The schema of datatype '%s' is not valid: %s"),
    FF10198(400, "The value does not conform to datatype '%s' version '%s': %s"),
    FF10199(400, "The value is null; datatype '%s' needs one"),
    FF10201(400, "The hash of the value does not match that of data %s"),
    FF10204(400, "The data at index %s cannot be found"),
    FF10205(400, "The data at index %s has neither an id nor a value"),
    FF10206(400, "The sender cannot be resolved"),
    FF10210(404, "Message %s has no transaction yet"),
    FF10214(500, "Identity %s of the parent chain is not known"),
    FF10216(409, "The settings of the local %s are incomplete: name is missing"),
    FF10225(500, "The local node is not known; its name is not configured"),
    FF10244(400, "A websockets subscription cannot have withData"),
    FF10260(408, "Timed out after %s waiting for %s"),
    FF10266(500, "The transport 'system' is internal"),
    FF10269(500, "Message %s was rejected: %s"),
    FF10277(500, "No identity is found for '%s'"),
    FF10281(500, "The local organization is not configured: org.name is missing"),
    FF10287(400, "Message type '%s' is not allowed here"),
    FF10327(400, "The message has about %s bytes; a batch carries at most %s"),
    FF10334(500, "The plugin '%s' did not start: %s"),
    FF10336(400, "Transaction type '%s' has no status"),
    FF10349(400, "The DID scheme of '%s' cannot be resolved"),
    FF10352(400, "Registering an identity needs a signing key"),
    FF10353(400, "Identity '%s' has no key of type %s"),
    FF10354(400, "No signing key is given, and none is configured"),
    FF10355(400, "The key '%s' belongs to '%s', not to '%s'"),
    FF10356(404, "The key '%s' is not registered, and no author is given"),
    FF10364(400, "The parents of identity '%s' form a loop"),
    FF10365(400, "Identity %s of type '%s' cannot be the parent of a '%s'"),
    FF10366(400, "The parent identity %s has no claim"),
    FF10371(400, "Operations of type '%s' cannot be run"),
    FF10376(500, "The download from shared storage failed: %s"),
    FF10377(500, "The batch in shared storage is larger than %s bytes"),
    FF10386(500, "Each entry of '%s' needs a name and a type"),
    FF10388(500, "The namespace name '%s' is reserved"),
    FF10390(500, "Namespace '%s' names the plugin '%s', which is not configured"),
    FF10391(500, "Multiparty namespace '%s' lacks a plugin of kind %s"),
    FF10392(500, "Namespace '%s' lacks a database plugin"),
    FF10394(500, "Namespace '%s' lists two plugins of kind %s"),
    FF10395(409, "The plugin name '%s' is used twice"),
    FF10396(500, "No multiparty contract is configured at index %s"),
    FF10397(400, "Unknown network action '%s'"),
    FF10400(500, "The definition cannot be read: %s"),
    FF10401(500, "The definition has no author"),
    FF10403(500, "The definition is not valid: %s"),
    FF10406(500, "The schema of the definition does not compile: %s"),
    FF10407(409, "The definition conflicts with %s, which exists already"),
    FF10408(500, "The definition names an identity that is not known: %s"),
    FF10409(500, "The definition must be authored by '%s', not by '%s'"),
    FF10410(500, "The claim's hash differs: expected %s"),
    FF10414(400, "This namespace cannot do that: it needs %s"),
    FF10430(409, "The idempotency key '%s' was used by message %s already"),
    FF10431(409, "The idempotency key '%s' was used by transaction %s already"),
    FF10436(404, "Unknown namespace '%s'"),
    FF10441(412, "Namespace '%s' is starting"),
    FF10446(412, "Namespace '%s' is not started: %s"),
    FF10452(500, "The pin was signed by '%s', but the message names the key '%s'"),
    FF10453(500, "The key belongs to '%s', but the message names the author '%s'"),
    FF10458(409, "The connector has this request already"),
    FF10460(400, "batch cannot be used together with withData"),
    FF10462(500, "The socket is bound to namespace '%s', not '%s'"),
    FF10463(400, "The range of sequences is too wide: at most %s"),
    FF10464(400, "startsequence and endsequence must be whole numbers"),
    FF10465(500, "Internal error"),
    FF10480(400, "Updating an identity needs a profile"),
    /** Ours: bounded queues are full, or a plugin is away longer than the request may wait. */
    PH10001(503, "%s"),
    /** Ours: the body is larger than the listener's limit. */
    PH10002(413, "The body is larger than %s bytes"),
    /** Ours: a query of the JSON form that a database could not bear. */
    PH10003(400, "The query is too large: %s");

    private final int status;
    private final String template;

    ErrorCode(int status, String template) {
        this.status = status;
        this.template = template;
    }

    public int status() {
        return status;
    }

    /** Fills the sentence; numbers are grouped as in en-US. */
    public String text(@Nullable Object... args) {
        Object[] shown = Arrays.stream(args)
                .map(arg -> arg instanceof Number ? String.format(Locale.US, "%,d", ((Number) arg).longValue()) : arg)
                .toArray();
        return String.format(Locale.US, template, shown);
    }
}
