package io.photinus.ledger;

import io.photinus.types.Hash;
import io.photinus.types.json.Json;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A client's key. */
record TestKey(BigInteger secret) {
    static final ECDomainParameters CURVE = new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));

    static TestKey of(long secret) {
        return new TestKey(BigInteger.valueOf(secret));
    }

    String publicKey() {
        return publicKey(false);
    }

    String publicKey(boolean compressed) {
        return "0x"
                + HexFormat.of()
                        .formatHex(CURVE.getG().multiply(secret).normalize().getEncoded(compressed));
    }

    String address() {
        try {
            return Signer.of(publicKey()).address();
        } catch (RefusedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String sign(Hash digest) {
        BigInteger[] rs = rs(digest);
        return text(rs[0], rs[1].min(CURVE.getN().subtract(rs[1])));
    }

    String signHigh(Hash digest) {
        BigInteger[] rs = rs(digest);
        return text(rs[0], rs[1].max(CURVE.getN().subtract(rs[1])));
    }

    private BigInteger[] rs(Hash digest) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(secret, CURVE));
        return signer.generateSignature(digest.bytes());
    }

    private static String text(BigInteger r, BigInteger s) {
        return String.format("0x%064x%064x", r, s);
    }

    Submission signed(String body) {
        return new Submission(body, publicKey(), sign(Hash.sha256(body.getBytes(StandardCharsets.UTF_8))));
    }

    Submission pin(String ledger, String contract, String requestId) {
        return signed(Json.write(pinBody(ledger, contract, requestId)));
    }

    Transaction.Body pinBody(String ledger, String contract, String requestId) {
        return new Transaction.Body(
                ledger,
                contract,
                requestId,
                address(),
                Transaction.PIN,
                bytes32("uuids"),
                bytes32("batch"),
                "ref",
                List.of(bytes32("context")),
                null);
    }

    static String bytes32(String seed) {
        return "0x" + Hash.sha256(seed);
    }
}
