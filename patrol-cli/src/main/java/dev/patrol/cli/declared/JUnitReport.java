package dev.patrol.cli.declared;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patrol.cli.declared.Change.Kind;
import dev.patrol.model.token.Lineage;
import dev.patrol.model.token.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A plan in the form that JUnit's results have, which every build server shows: a test for each declared token, which fails where it
 * is not as declared. What is not declared is a test that was skipped, or fails where that counts.
 */
final class JUnitReport implements ReportFiles.Report {
    private static final String SUITE = "patrol.declared-tokens";

    private final Plan plan;
    private final Path file;
    private final boolean isUndeclaredDrift;

    JUnitReport(Plan plan, Path file, boolean isUndeclaredDrift) {
        this.plan = plan;
        this.file = file;
        this.isUndeclaredDrift = isUndeclaredDrift;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, UTF_8.name());
            xml.writeStartDocument(UTF_8.name(), "1.0");
            xml.writeStartElement("testsuites");
            writeSuite(xml);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void writeSuite(XMLStreamWriter xml) throws XMLStreamException {
        long differing = plan.changes().size() - plan.count(Kind.UNTOUCHED);
        int undeclared = plan.undeclared().size();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", SUITE);
        xml.writeAttribute("tests", Integer.toString(plan.changes().size() + undeclared));
        xml.writeAttribute("failures", Long.toString(differing + (isUndeclaredDrift ? undeclared : 0)));
        xml.writeAttribute("errors", "0");
        xml.writeAttribute("skipped", Integer.toString(isUndeclaredDrift ? 0 : undeclared));
        for (Change change : plan.changes()) {
            begin(xml, change.token().lineage());
            xml.writeAttribute("file", text(file.toString()));
            xml.writeAttribute("line", Integer.toString(change.token().place().line()));
            if (change.kind() != Kind.UNTOUCHED) {
                writeOutcome(xml, "failure", change.kind().word(), change.sentence(), differencesOf(change));
            }
            xml.writeEndElement();
        }
        for (RealLineage lineage : plan.undeclared()) {
            begin(xml, lineage.lineage());
            writeOutcome(
                    xml,
                    isUndeclaredDrift ? "failure" : "skipped",
                    "undeclared",
                    lineage.lineage() + " is there and not declared; nobody touches it.",
                    "");
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void begin(XMLStreamWriter xml, Lineage lineage) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", text(SUITE + "." + lineage.organization()));
        xml.writeAttribute("name", text(lineage.baseName()));
    }

    private static void writeOutcome(XMLStreamWriter xml, String outcome, String type, String message, String details)
            throws XMLStreamException {
        xml.writeStartElement(outcome);
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", text(message));
        xml.writeCharacters(text(details));
        xml.writeEndElement();
    }

    private static String differencesOf(Change change) {
        return change.differences().stream()
                .map(difference -> difference.field() + ": "
                        + (difference.from().isEmpty() ? "nothing" : difference.from()) + " -> "
                        + (difference.to().isEmpty() ? "nothing" : difference.to()))
                .collect(Collectors.joining("\n"));
    }

    /** Names come from people: what XML can't carry is replaced, since one such character makes the whole file unreadable. */
    private static String text(String any) {
        return Redaction.redact(any)
                .codePoints()
                .map(character -> isXml(character) ? character : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }
}
