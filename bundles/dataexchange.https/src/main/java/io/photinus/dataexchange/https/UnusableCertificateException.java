package io.photinus.dataexchange.https;

/** The certificate or its key cannot be used. The message is one sentence. */
final class UnusableCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String sentence) {
        super(sentence);
    }

    UnusableCertificateException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
