package org.heapgoal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An input stream whose bytes are hashed as they are read, so that a pipe can be named in a manifest too. A reader that
 * closes it leaves the source open, because what the reader did not want is part of the hash as well.
 */
final class HashedInput {
    private final DigestInputStream stream;

    /** Wraps a stream; closing the source is the caller's business. */
    HashedInput(InputStream source) {
        try {
            stream = new DigestInputStream(source, MessageDigest.getInstance("SHA-256")) {
                @Override
                public void close() {}
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The stream to read. */
    InputStream stream() {
        return stream;
    }

    /** The hash of all bytes, those not read yet included, in hexadecimal. */
    String sha256() throws IOException {
        stream.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(stream.getMessageDigest().digest());
    }
}
