package org.dhurandhar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1?2*, 1+2+3, true",
                "1?2*, 11+2, false",
                "*, anything, true",
                "model*, model(\"x\"), true",
                "odel*, model, false",
                "a[bc]d, acd, true",
                "a[!bc]d, acd, false",
                "a[^bc]d, axd, true",
                "a[b-d]e, ace, true",
                "a.c, abc, false",
                "[, [, true",
                "a[]b]c, a]c, true",
                "x(1)+$, x(1)+$, true"
            })
    void the_whole_input_must_match(String glob, String input, boolean matches) {
        assertThat(Glob.of(glob).matcher(input).matches()).isEqualTo(matches);
    }

    @org.junit.jupiter.api.Test
    void a_star_spans_lines() {
        assertThat(Glob.of("int*;").matcher("int a;\nint b;").matches()).isTrue();
    }
}
