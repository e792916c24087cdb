package org.dhurandhar.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.dhurandhar.DhurandharException;

/// Signs messages: HMAC of RFC 2104 over a digest of the JDK, in hexadecimal.
///
/// `javax.crypto.Mac` gives the same, but its providers cost a start of the kernel tens of
/// milliseconds; a test compares the two. Not for use by several threads.
final class Signer {
    private static final String PREFIX = "hmac-";
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final boolean signs;
    private final MessageDigest inner;
    private final MessageDigest outer;

    /// @param scheme such as `hmac-sha256`
    /// @param key empty: nothing is signed, and every signature is taken
    /// @throws DhurandharException for a scheme that the JDK does not know
    Signer(String scheme, String key) {
        var digest = digest(scheme);
        int block = digest.getDigestLength() > 32 ? 128 : 64;
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        var padded = Arrays.copyOf(bytes.length > block ? digest.digest(bytes) : bytes, block);
        signs = !key.isEmpty();
        inner = started(digest, padded, INNER);
        outer = started(digest(scheme), padded, OUTER);
    }

    private static MessageDigest digest(String scheme) {
        var name = scheme.toLowerCase(Locale.ROOT);
        try {
            if (name.startsWith(PREFIX + "sha")) {
                return MessageDigest.getInstance(
                        "SHA-" + name.substring(PREFIX.length() + 3).replace("_", "-"));
            }
            return MessageDigest.getInstance(name.replace(PREFIX, ""));
        } catch (NoSuchAlgorithmException e) {
            throw DhurandharException.because("ConnectionFile", "signature scheme " + scheme)
                    .expected("hmac-sha256, or hmac- and another digest of the JDK")
                    .fix("jupyter console --Session.signature_scheme=hmac-sha256");
        }
    }

    private static MessageDigest started(MessageDigest digest, byte[] key, byte with) {
        var mixed = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            mixed[i] = (byte) (key[i] ^ with);
        }
        digest.reset();
        digest.update(mixed);
        return digest;
    }

    /// The signature of a message's four parts.
    byte[] sign(List<byte[]> parts) {
        if (!signs) {
            return new byte[0];
        }
        try {
            var first = (MessageDigest) inner.clone();
            parts.forEach(first::update);
            var second = (MessageDigest) outer.clone();
            second.update(first.digest());
            return HexFormat.of().formatHex(second.digest()).getBytes(StandardCharsets.US_ASCII);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(inner.getAlgorithm() + " cannot be copied", e);
        }
    }

    /// Whether a signature is that of the four parts; takes as long for a wrong one as for a right.
    boolean accepts(byte[] signature, List<byte[]> parts) {
        return !signs || MessageDigest.isEqual(signature, sign(parts));
    }
}
