package dev.patrol.model.token;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Display names as people and programs give them, and worse. */
final class HostileNames {
    static final List<String> EXAMPLES = List.of(
            "",
            " ",
            "-",
            "-v2",
            "-v",
            "v2",
            "build farm",
            "build/farm",
            "\ud83d\ude80\ud83d\udd25",
            "O'Brien's \"token\"",
            "<script>alert(1)</script>",
            "line\r\nbreak\ttab\u0000nul\u2028",
            "\u65e5\u672c\u8a9e\u306e\u30c8\u30fc\u30af\u30f3",
            "\u0041\u030a is not \u00c5",
            "right\u202eto left",
            "%s %n ${jndi} #{x} \\E",
            "half a pair \ud83d",
            "\ude80 the other half",
            "\ude80\ud83d the wrong way round",
            "a".repeat(300),
            "\ud83d\ude80".repeat(300),
            "a".repeat(117) + "\ud83d\ude80");

    private HostileNames() {}

    /** Any characters at all, pieces that mean something to some program, and both mixed. */
    static Arbitrary<String> any() {
        Arbitrary<String> anything = Arbitraries.strings()
                .withCharRange(Character.MIN_VALUE, Character.MAX_VALUE)
                .ofMaxLength(40);
        Arbitrary<String> readable = Arbitraries.strings().ascii().ofMaxLength(300);
        Arbitrary<String> pieces = Arbitraries.oneOf(
                        Arbitraries.of(EXAMPLES), Arbitraries.of("-v1", "-v20260302000000", "-v", "/", "%", "\n"))
                .list()
                .ofMaxSize(4)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(anything, readable, pieces);
    }
}
