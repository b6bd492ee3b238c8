package dev.patrol.audit.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CleaningTest {
    private static final String TOKEN_VALUE = "a".repeat(76) + "AZDO" + "cdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void leavesOrdinaryTextAsItIs() {
        assertThat(Cleaning.text("Straße 7, 東京 🗼")).isEqualTo("Straße 7, 東京 🗼");
        assertThat(Cleaning.text("")).isEmpty();
        assertThat(Cleaning.text(null)).isNull();
    }

    @Test
    void cutsHugeTextAndSaysSo() {
        // When
        String clean = Cleaning.text("x".repeat(2_000_000));

        // Then
        assertThat(clean).hasSize(Cleaning.LONGEST_TEXT + Cleaning.CUT.length()).endsWith(Cleaning.CUT);
    }

    @Test
    void cutsNoTokenValueInHalfBeforeItIsRecognized() {
        // Given
        String valueAcrossTheCut = "-".repeat(Cleaning.LONGEST_TEXT - 40) + " " + TOKEN_VALUE;

        // When
        String clean = Cleaning.text(valueAcrossTheCut);

        // Then
        assertThat(clean).doesNotContain("aaaa").endsWith("[redacted]");
    }

    @Test
    void replacesHalvesOfSurrogatePairsThatNoRecordCouldHold() {
        assertThat(Cleaning.text("a\ud83d")).isEqualTo("a\ufffd");
        assertThat(Cleaning.text("-".repeat(Cleaning.LONGEST_TEXT - 1) + "🗼")).endsWith("-\ufffd" + Cleaning.CUT);
    }

    @Test
    void keepsDataOfEveryShapeWithItsNulls() {
        // Given
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("nothing", null);
        data.put("number", 1.5);
        data.put("flag", true);
        data.put("list", new ArrayList<>(List.of("a", 2, Map.of("deep", "b"))));

        // When
        Map<String, Object> clean = Cleaning.data(data);

        // Then
        assertThat(clean).isEqualTo(data);
        assertThat(Cleaning.data(null)).isEmpty();
    }

    @Test
    void cutsDataThatIsTooDeep() {
        // Given
        Map<String, Object> data = new HashMap<>(Map.of("value", "bottom"));
        for (int i = 0; i < 900; i++) {
            data = new HashMap<>(Map.of("deeper", data));
        }

        // When
        Map<String, Object> clean = Cleaning.data(data);

        // Then
        assertThat(clean.toString()).contains("deeper=" + Cleaning.CUT).doesNotContain("bottom");
    }

    @Test
    void cutsAMillionSmallValues() throws JsonProcessingException {
        // Given
        Map<String, Object> data =
                Map.of("list", IntStream.range(0, 1_000_000).boxed().toList());

        // When
        Map<String, Object> clean = Cleaning.data(data);

        // Then
        assertThat(JSON.writeValueAsString(clean))
                .hasSizeLessThan(Cleaning.MOST_DATA * 2)
                .contains(Cleaning.CUT);
    }

    @Property(tries = 50)
    void anyDataFitsIntoARecordAndCanBeWritten(@ForAll("data") Map<String, Object> data)
            throws JsonProcessingException {
        // When
        Map<String, Object> clean = Cleaning.data(data);

        // Then
        assertThat(JSON.writeValueAsString(clean).getBytes(UTF_8)).hasSizeLessThan(600_000);
    }

    @Property
    void letsNoTokenValueThroughWhereverItStands(
            @ForAll @StringLength(max = 5_000) @Chars({' ', '-', '"', '\n', 'é'}) String before,
            @ForAll @StringLength(max = 50) @Chars({' ', '-', '"', '\n', 'é'}) String after) {
        // When
        String clean = Cleaning.text(before + TOKEN_VALUE + after);

        // Then
        assertThat(clean).doesNotContain("aaaa");
    }

    @Provide
    Arbitrary<Map<String, Object>> data() {
        Arbitrary<Object> text = Arbitraries.strings().all().ofMaxLength(200).flatMap(part -> Arbitraries.of(
                        1, 3, 5_000)
                .map(part::repeat));
        Arbitrary<Object> value =
                Arbitraries.oneOf(text, Arbitraries.integers().asGeneric(), Arbitraries.just((Object) false));
        Arbitrary<Object> nested = Arbitraries.recursive(
                () -> value,
                inner -> Arbitraries.oneOf(value, inner.list().ofMaxSize(20).asGeneric()),
                0,
                3);
        return Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(40), nested)
                .ofMaxSize(30);
    }
}
