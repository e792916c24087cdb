package org.dhurandhar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

final class BundlesTest {
    private static String json(String mimeType, Object value) {
        var data = new DisplayData();
        data.putData(MIMEType.parse(mimeType), value);
        data.setDisplayId("an id is for messages alone");
        return Bundles.json(data).toString();
    }

    @Test
    void bytes_are_written_in_base64_and_text_as_it_is() {
        assertThat(json("image/png", new byte[] {1, 2, -1}))
                .isEqualTo("{\"data\":{\"image/png\":\"AQL/\"},\"metadata\":{}}");
        assertThat(JsonParser.parseString(json("text/html", "<b>&amp;</b>")))
                .isEqualTo(
                        JsonParser.parseString(
                                "{\"data\":{\"text/html\":\"<b>&amp;</b>\"},\"metadata\":{}}"));
    }

    @Test
    void JSON_in_a_text_is_JSON_and_what_is_none_stays_a_text() {
        assertThat(json("application/geo+json", "{\"a\": [1]}")).contains("{\"a\":[1]}");
        assertThat(json("application/json", "{\"a\"")).contains("\"{\\\"a\\\"\"");
        assertThat(json("text/x+json", "[1]")).contains("\"[1]\"");
    }

    @Test
    void what_is_no_number_is_a_text() {
        assertThat(json("application/json", Map.of("a", Double.NaN))).contains("{\"a\":\"NaN\"}");
        assertThat(json("application/json", new double[] {0.5, Double.NEGATIVE_INFINITY}))
                .contains("[0.5,\"-Infinity\"]");
        assertThat(json("application/json", Float.POSITIVE_INFINITY)).contains("\"Infinity\"");
    }
}
