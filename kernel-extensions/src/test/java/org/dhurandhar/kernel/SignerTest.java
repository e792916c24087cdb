package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignerTest {
    @ParameterizedTest
    @CsvSource({
        "hmac-sha256, HmacSHA256",
        "hmac-sha1, HmacSHA1",
        "hmac-md5, HmacMD5",
        "hmac-sha384, HmacSHA384",
        "hmac-sha512, HmacSHA512",
        "HMAC-SHA256, HmacSHA256"
    })
    void signs_as_the_jdk_does(String scheme, String algorithm) throws Exception {
        var random = new Random(1);
        for (int length : new int[] {1, 36, 63, 64, 65, 127, 128, 129, 300}) {
            var key = "k".repeat(length - 1) + (char) ('a' + random.nextInt(26));
            var parts =
                    List.of(
                            bytes(random, 200),
                            bytes(random, 0),
                            bytes(random, 7),
                            bytes(random, 5_000));
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            parts.forEach(mac::update);
            var signer = new Signer(scheme, key);

            var expected = HexFormat.of().formatHex(mac.doFinal());
            assertThat(new String(signer.sign(parts), StandardCharsets.US_ASCII))
                    .isEqualTo(expected);
            assertThat(signer.accepts(expected.getBytes(StandardCharsets.US_ASCII), parts))
                    .isTrue();
        }
    }

    /// RFC 4231, test case 2.
    @Test
    void signs_as_the_standard_says() {
        var signer = new Signer("hmac-sha256", "Jefe");
        var text = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        assertThat(new String(signer.sign(List.of(text)), StandardCharsets.US_ASCII))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void refuses_another_signature() {
        var signer = new Signer("hmac-sha256", "key");
        var parts = List.of("{}".getBytes(StandardCharsets.US_ASCII));
        var right = signer.sign(parts);
        var wrong = right.clone();
        wrong[0]++;
        assertThat(signer.accepts(wrong, parts)).isFalse();
        assertThat(signer.accepts(new byte[0], parts)).isFalse();
        assertThat(signer.accepts(right, List.of("[]".getBytes(StandardCharsets.US_ASCII))))
                .isFalse();
    }

    @Test
    void without_a_key_nothing_is_signed() {
        var signer = new Signer("hmac-sha256", "");
        assertThat(signer.sign(List.of())).isEmpty();
        assertThat(signer.accepts(new byte[] {1}, List.of())).isTrue();
    }

    @Test
    void an_unknown_scheme_is_told() {
        assertThatThrownBy(() -> new Signer("hmac-rot13", "key"))
                .hasMessage(
                        """
                        ConnectionFile: signature scheme hmac-rot13
                          expected: hmac-sha256, or hmac- and another digest of the JDK
                          try:    jupyter console --Session.signature_scheme=hmac-sha256\
                        """);
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
