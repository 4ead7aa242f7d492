package io.photinus.types;

/** Constants and topics of definition messages (protocol 8.1 to 8.3). */
public final class Definitions {
    public static final String TAG_DATATYPE = "ff_define_datatype";
    public static final String TAG_GROUP = "ff_define_group";
    public static final String TAG_POOL = "ff_define_pool";
    public static final String TAG_FFI = "ff_define_ffi";
    public static final String TAG_CONTRACT_API = "ff_define_contract_api";
    public static final String TAG_IDENTITY_CLAIM = "ff_identity_claim";
    public static final String TAG_IDENTITY_VERIFICATION = "ff_identity_verification";
    public static final String TAG_IDENTITY_UPDATE = "ff_identity_update";
    public static final String TAG_GAP_FILL = "ff_gap_fill";
    public static final String TAG_DEFINE_ORGANIZATION = "ff_define_organization";
    public static final String TAG_DEFINE_NODE = "ff_define_node";

    /** The local event topic of confirmed definitions. */
    public static final String EVENT_TOPIC = "ff_definition";
    /** The local event topic of batch pins and network actions. */
    public static final String BATCH_PIN_TOPIC = "ff_batch_pin";

    private Definitions() {}

    /** The topic of a definition: hex SHA-256 of type, namespace and name without separators. */
    public static String topic(String type, String namespace, String name) {
        return Hash.sha256(type + namespace + name).toString();
    }
}
