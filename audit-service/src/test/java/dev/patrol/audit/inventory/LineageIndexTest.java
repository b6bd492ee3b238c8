package dev.patrol.audit.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.token.Lineage;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineageIndexTest {
    private final LineageIndex index = new LineageIndex(Map.of(
            "aaaaaaaa-0000-4000-8000-000000000001", new Lineage("contoso", "one"),
            "aaaaaaaa-0000-4000-8000-000000000002", new Lineage("contoso", "two"),
            "bbbbbbbb-0000-4000-8000-000000000003", new Lineage("contoso", "three")));

    @ParameterizedTest(name = "\"{0}\": {1}")
    @CsvSource({
        "aaaaaaaa-0000-4000-8000-000000000001, contoso/one",
        "aaaaaaaa-0000-4000-8000-000000000002, contoso/two",
        "bbbbbbbb-0000-4000-8000-000000000003, contoso/three",
        "bbbbbbbb-0000-4000-8, contoso/three",
        "bbbbbbbb, contoso/three",
        "aaaaaaaa-0000-4000-8000-00000000000,",
        "aaaaaaaa,",
        "cccccccc,",
        "00000000,",
        "'',",
    })
    void findsATokenByItsIdOrByABeginningThatFitsNoOther(String reference, String lineage) {
        // When
        Optional<Lineage> found = index.find(reference);

        // Then
        assertThat(found).isEqualTo(Optional.ofNullable(lineage).map(Lineage::parse));
    }
}
