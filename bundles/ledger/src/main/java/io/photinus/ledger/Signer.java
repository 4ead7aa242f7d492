package io.photinus.ledger;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/**
 * A secp256k1 public key and what it can vouch for.
 *
 * @param address {@code 0x} and the last 20 bytes of the Keccak-256 of the key, lower case
 */
record Signer(ECPublicKeyParameters key, String address) {
    private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
    private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
    private static final BigInteger HALF_ORDER = CURVE.getN().shiftRight(1);

    /** Takes a compressed or an uncompressed point, as hex with {@code 0x}. */
    static Signer of(String publicKey) throws RefusedException {
        try {
            var point = CURVE.getCurve().decodePoint(bytes(publicKey));
            var key = new ECPublicKeyParameters(point, DOMAIN);
            byte[] encoded = key.getQ().getEncoded(false);
            byte[] hash = new byte[32];
            KeccakDigest keccak = new KeccakDigest(256);
            keccak.update(encoded, 1, encoded.length - 1);
            keccak.doFinal(hash, 0);
            return new Signer(key, "0x" + HexFormat.of().formatHex(hash, 12, 32));
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException("publicKey is not a point of secp256k1 in hex");
        }
    }

    /**
     * Checks a signature of 64 bytes, r then s. A high s is not accepted: it would be a second signature for one submission.
     */
    void verify(byte[] digest, String signature) throws RefusedException {
        byte[] rs;
        try {
            rs = bytes(signature);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedException("signature is not hex");
        }
        if (rs.length != 64) {
            throw new RefusedException("signature must have 64 bytes, r then s");
        }
        BigInteger r = new BigInteger(1, Arrays.copyOfRange(rs, 0, 32));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(rs, 32, 64));
        if (s.compareTo(HALF_ORDER) > 0) {
            throw new RefusedException("signature has a high s; use the order of the curve minus s");
        }
        ECDSASigner ecdsa = new ECDSASigner();
        ecdsa.init(false, key);
        if (!ecdsa.verifySignature(digest, r, s)) {
            throw new RefusedException("signature does not match");
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.startsWith("0x") ? hex.substring(2) : hex);
    }
}
