package io.photinus.blockchain.ledger;

import io.photinus.types.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** A secp256k1 key that can sign. Immutable; its text form shows the address only. */
final class SigningKey {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final int SECRET_BYTES = 32;

    private final ECPrivateKeyParameters secret;
    private final String publicKey;
    private final String address;

    private SigningKey(byte[] secretBytes) {
        this.secret = new ECPrivateKeyParameters(new BigInteger(1, secretBytes), DOMAIN);
        byte[] point = DOMAIN.getG().multiply(secret.getD()).normalize().getEncoded(false);
        byte[] hash = new byte[SECRET_BYTES];
        KeccakDigest keccak = new KeccakDigest(256);
        keccak.update(point, 1, point.length - 1);
        keccak.doFinal(hash, 0);
        this.publicKey = "0x" + HexFormat.of().formatHex(point);
        this.address = "0x" + HexFormat.of().formatHex(hash, hash.length - 20, hash.length);
    }

    /** @throws IllegalArgumentException when the text is not a private key as 64 hex digits, with or without {@code 0x} */
    static SigningKey of(String hex) {
        String digits = hex.strip();
        byte[] bytes = HexFormat.of().parseHex(digits.startsWith("0x") ? digits.substring(2) : digits);
        if (bytes.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a private key has 64 hex digits");
        }
        return new SigningKey(bytes);
    }

    /** Makes the text of a new key. */
    static String randomHex() {
        SecureRandom random = new SecureRandom();
        BigInteger secret;
        do {
            secret = new BigInteger(8 * SECRET_BYTES, random);
        } while (secret.signum() == 0 || secret.compareTo(CURVE.getN()) >= 0);
        return String.format("%064x", secret);
    }

    /** {@code 0x} and 65 bytes as hex. */
    String publicKey() {
        return publicKey;
    }

    /** As Ethereum has it, lower case. */
    String address() {
        return address;
    }

    /** {@code 0x}, then r and s as 32 bytes each, with the low one of the two possible s. */
    String sign(Hash digest) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] rs = signer.generateSignature(digest.bytes());
        return String.format("0x%064x%064x", rs[0], rs[1].min(CURVE.getN().subtract(rs[1])));
    }

    @Override
    public String toString() {
        return address;
    }
}
