package io.photinus.sharedstorage.local;

import io.photinus.types.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Passes content on and fails, in place of the end, when it is not what its reference promises. For one thread. */
final class VerifiedInputStream extends InputStream {
    private final InputStream content;
    private final Reference reference;
    private final MessageDigest digest;
    private boolean verified;

    VerifiedInputStream(InputStream content, Reference reference, MessageDigest digest) {
        this.content = content;
        this.reference = reference;
        this.digest = digest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int count = content.read(into, from, length);
        if (count > 0) {
            digest.update(into, from, count);
        } else if (count < 0) {
            verify();
        }
        return count;
    }

    private void verify() throws IOException {
        // Asking for a digest resets it, and a stream may be asked for more after its end.
        if (!verified && !Hash.of(digest.digest()).equals(reference.hash())) {
            throw new IOException("The content stored under " + reference + " is damaged: its hash differs");
        }
        verified = true;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
