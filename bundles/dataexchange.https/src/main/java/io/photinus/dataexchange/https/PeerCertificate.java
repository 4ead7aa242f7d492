package io.photinus.dataexchange.https;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** A certificate with its key, and the peer id that it stands for (connector protocols 5.2). Immutable. */
record PeerCertificate(X509Certificate certificate, PrivateKey key) {
    /** Peer ids stand in paths of files and blobs (protocol 9.7). */
    private static final Pattern PEER_ID = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9+_.-]{1,64}");

    static boolean isPeerId(String text) {
        return PEER_ID.matcher(text).matches();
    }

    /**
     * The organisation of the subject, or organisation, dash, unit when it has a unit.
     *
     * @throws UnusableCertificateException when there is none, or it cannot serve as an id
     */
    String peerId() throws UnusableCertificateException {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        String organization = part(subject, BCStyle.O);
        String unit = part(subject, BCStyle.OU);
        String id = unit.isEmpty() ? organization : organization + "-" + unit;
        if (organization.isEmpty() || !isPeerId(id)) {
            throw new UnusableCertificateException(
                    "the subject '"
                            + certificate.getSubjectX500Principal().getName(X500Principal.RFC2253)
                            + "' of the certificate has no organisation (O) of letters, digits and + - _ . that could be the peer id");
        }
        return id;
    }

    private static String part(X500Name subject, ASN1ObjectIdentifier name) {
        RDN[] found = subject.getRDNs(name);
        for (RDN rdn : found) {
            for (var attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(name)) {
                    return IETFUtils.valueToString(attribute.getValue());
                }
            }
        }
        return "";
    }

    /** @throws UnusableCertificateException when the time is outside the certificate's validity */
    void requireValidAt(Instant time) throws UnusableCertificateException {
        if (time.isAfter(certificate.getNotAfter().toInstant())) {
            throw new UnusableCertificateException("the certificate expired on "
                    + certificate.getNotAfter().toInstant() + "; replace it and update the node's identity");
        }
        if (time.isBefore(certificate.getNotBefore().toInstant())) {
            throw new UnusableCertificateException("the certificate is valid from "
                    + certificate.getNotBefore().toInstant() + " only; check this machine's clock");
        }
    }

    /** @throws UnusableCertificateException when the key is not that of the certificate */
    void requireKeyOfCertificate() throws UnusableCertificateException {
        try {
            byte[] challenge = new byte[32];
            new SecureRandom().nextBytes(challenge);
            String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(challenge);
            byte[] signature = signer.sign();
            signer.initVerify(certificate);
            signer.update(challenge);
            if (signer.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException differs) {
            throw new UnusableCertificateException("cert.pem and key.pem do not belong together", differs);
        }
        throw new UnusableCertificateException("cert.pem and key.pem do not belong together");
    }

    /** The certificate as PEM text; the same text for the same certificate. */
    String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate without encoding", impossible);
        }
    }

    static String pem(String type, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    /** Says nothing about the key. */
    @Override
    public String toString() {
        return "PeerCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
