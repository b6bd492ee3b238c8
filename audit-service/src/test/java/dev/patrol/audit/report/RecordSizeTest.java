package dev.patrol.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patrol.model.AuditReport;
import dev.patrol.model.wire.Envelope;
import dev.patrol.model.wire.MessageCodec;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSizeTest {
    private static final MessageCodec CODEC = new MessageCodec();

    private final Happenings in = Happenings.of("contoso");

    @ParameterizedTest
    @CsvSource({"20, 100", "10000, 25", "100000, 3", "10000000, 0"})
    void aReportFitsIntoARecordHoweverLongNamesAre(int lengthOfNames, int listed) {
        // Given
        WeekOfTokens week = new WeekOfTokens("contoso", Happenings.WEEK, owner -> false);
        String name = "n".repeat(lengthOfNames);
        IntStream.range(0, lengthOfNames > 1_000_000 ? 2 : 120)
                .mapToObj(i -> in.observed(in.token(name, -9, 90, "vso.packaging")))
                .forEach(week::accept);
        AuditReport whole = week.report();

        // When
        AuditReport report = RecordSize.fitting(whole, RecordSizeTest::bytesOf);

        // Then
        assertThat(report.advice()).isEqualTo(whole.advice().subList(0, listed));
        assertThat(report.totals()).isEqualTo(whole.totals());
        assertThat(bytesOf(report)).isLessThan(1_000_000);
    }

    private static int bytesOf(AuditReport report) {
        return CODEC.encode(Envelope.first(report, URI.create("/test"), report.to()))
                .value()
                .length;
    }
}
