package dev.patrol.simulator.inspection;

import dev.patrol.simulator.Credential;
import dev.patrol.simulator.access.AdministratorToken;
import dev.patrol.simulator.identity.IssuedValue;
import dev.patrol.simulator.pats.PatStore;
import dev.patrol.simulator.pats.PatToken;
import dev.patrol.simulator.pats.TokenValues;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Finds values of tokens in a text: as they are, or within Base64 of whatever (usual or URL alphabet, padded or not,
 * broken into lines or not, at any offset). It looks for the fixed marks of the format and then asks the store, so the
 * work grows with the text and not with the number of tokens.
 */
public final class TokenValueFinder {

    private static final int BYTES_IN_GROUP = 3;
    private static final int CHARS_IN_GROUP = 4;

    private final PatStore store;
    private final AdministratorToken administrator;
    private final List<Credential> others;

    /**
     * @param others further secrets to look for as they are
     */
    public TokenValueFinder(PatStore store, AdministratorToken administrator, List<Credential> others) {
        this.store = store;
        this.administrator = administrator;
        this.others = List.copyOf(others);
    }

    /** How a value stands in a text. */
    public enum Form {
        RAW,
        BASE64,
        /** Base64 of a colon, or a user name and a colon, and the value. */
        BASIC
    }

    /**
     * A value that was found.
     *
     * @param authorizationId null for what the identity services issue and for what that is got by
     */
    public record Finding(UUID authorizationId, Form form) {}

    /** The first value found in a text, looking also through the line breaks that mail puts into long lines. */
    public Optional<Finding> find(String text) {
        Optional<Finding> finding = scan(text);
        if (finding.isPresent() || text.indexOf('\n') < 0) {
            return finding;
        }
        return scan(unfolded(text));
    }

    private Optional<Finding> scan(String text) {
        return administratorIn(text).or(() -> raw(text)).or(() -> base64(text)).or(() -> other(text));
    }

    /** The administrator's token may have any form, so it is looked for as it is. */
    private Optional<Finding> administratorIn(String text) {
        byte[] value = administrator.value().reveal().getBytes(StandardCharsets.UTF_8);
        if (text.contains(administrator.value().reveal())) {
            return Optional.of(new Finding(administrator.authorizationId(), Form.RAW));
        }
        for (int shift = 0; shift < BYTES_IN_GROUP; shift++) {
            String core = Base64Window.core(value, shift);
            int at = text.indexOf(core);
            if (at >= 0 || text.contains(core.replace('+', '-').replace('/', '_'))) {
                return Optional.of(new Finding(administrator.authorizationId(), form(text, at, shift)));
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> other(String text) {
        boolean found = text.contains(IssuedValue.BEGINNING)
                || others.stream().anyMatch(secret -> text.contains(secret.reveal()));
        if (found) {
            return Optional.of(new Finding(null, Form.RAW));
        }
        return issuedInBase64(text) ? Optional.of(new Finding(null, Form.BASE64)) : Optional.empty();
    }

    private static boolean issuedInBase64(String text) {
        byte[] beginning = IssuedValue.BEGINNING.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, BYTES_IN_GROUP)
                .mapToObj(shift -> Base64Window.core(beginning, shift))
                .anyMatch(core -> text.contains(core)
                        || text.contains(core.replace('+', '-').replace('/', '_')));
    }

    private static Form form(String text, int coreAt, int shift) {
        return coreAt >= 0 && Base64Window.endsWithColon(text, coreAt, shift) ? Form.BASIC : Form.BASE64;
    }

    private Optional<Finding> raw(String text) {
        for (int at = text.indexOf(TokenValues.PROVIDER); at >= 0; at = text.indexOf(TokenValues.PROVIDER, at + 1)) {
            int start = at - TokenValues.PROVIDER_OFFSET;
            if (start >= 0 && start + TokenValues.LENGTH <= text.length()) {
                Optional<Finding> finding = known(text.substring(start, start + TokenValues.LENGTH), Form.RAW);
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Finding> base64(String text) {
        for (int shift = 0; shift < BYTES_IN_GROUP; shift++) {
            Optional<Finding> finding = base64(text, shift);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    /**
     * @param shift how many bytes precede the value in its first group of three
     */
    private Optional<Finding> base64(String text, int shift) {
        int markByte = firstGroupWithin(TokenValues.SIGNATURE_OFFSET, shift);
        int inSignature = markByte - TokenValues.SIGNATURE_OFFSET;
        String mark = Base64.getEncoder()
                .encodeToString(TokenValues.SIGNATURE
                        .substring(inSignature, inSignature + BYTES_IN_GROUP)
                        .getBytes(StandardCharsets.US_ASCII));
        int charsBefore = (markByte + shift) / BYTES_IN_GROUP * CHARS_IN_GROUP;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            Optional<String> decoded = Base64Window.decode(text, at - charsBefore, shift, TokenValues.LENGTH);
            if (decoded.isPresent()) {
                boolean colon =
                        Base64Window.endsWithColon(text, at - charsBefore + (shift == 0 ? 0 : CHARS_IN_GROUP), shift);
                Optional<Finding> finding = known(decoded.get(), colon ? Form.BASIC : Form.BASE64);
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        return Optional.empty();
    }

    private static int firstGroupWithin(int offset, int shift) {
        int past = (offset + shift) % BYTES_IN_GROUP;
        return past == 0 ? offset : offset + BYTES_IN_GROUP - past;
    }

    private Optional<Finding> known(String candidate, Form form) {
        return candidate.isBlank()
                ? Optional.empty()
                : store.holding(Credential.of(candidate))
                        .map(PatToken::authorizationId)
                        .map(id -> new Finding(id, form));
    }

    /** Without the line breaks of folded text, and the signs before them that quoted-printable text has. */
    private static String unfolded(String text) {
        return text.replace("=\r\n", "").replace("=\n", "").replace("\r", "").replace("\n", "");
    }
}
