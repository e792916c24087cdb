package org.dhurandhar.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Figures in words.
final class FiguresTest {
    @Test
    void counts_have_thousands_separators() {
        assertThat(Bytes.exact(0)).isEqualTo("0");
        assertThat(Bytes.exact(-999)).isEqualTo("-999");
        assertThat(Bytes.exact(-1000)).isEqualTo("-1,000");
        assertThat(Bytes.exact(Long.MIN_VALUE)).isEqualTo("-9,223,372,036,854,775,808");
        assertThat(Bytes.exact(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
    }

    @Test
    void mebibytes_have_the_digits_that_matter() {
        assertThat(Bytes.mib(0)).isEqualTo("0");
        assertThat(Bytes.mib(1)).isEqualTo("0.000");
        assertThat(Bytes.mib(-300_000)).isEqualTo("-0.286");
        assertThat(Bytes.mib(30L << 20)).isEqualTo("30.0");
        assertThat(Bytes.mib((1L << 40) + (1L << 19))).isEqualTo("1,048,577");
    }

    /// The platform's formatter, which is slower, gives the same texts.
    @Test
    void numbers_are_rounded_as_the_platform_rounds_them() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long bytes = random.nextLong(1L << (1 + random.nextInt(45)));
            double value = bytes / (double) (1 << 20);
            for (int decimals = 0; decimals <= 3; decimals++) {
                assertThat(Figures.number(value, decimals))
                        .isEqualTo(String.format(Locale.ROOT, "%,." + decimals + "f", value));
            }
        }
    }

    @Test
    void spans_have_as_many_digits_as_their_upper_end_deserves() {
        assertThat(Figures.span(new Span(15.5, 34.25))).isEqualTo("16-34");
        assertThat(Figures.span(new Span(3.04, 6.4))).isEqualTo("3.0-6.4");
        assertThat(Figures.span(new Span(0.012, 0.5))).isEqualTo("0.01-0.50");
        assertThat(Figures.span(new Span(7.01, 7.02))).isEqualTo("7.0");
        assertThat(Figures.span(new Span(1234, 5678))).isEqualTo("1,234-5,678");
    }
}
