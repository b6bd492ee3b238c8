package dev.patrol.e2e.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * Something that goes wrong in the middle of a rotation.
 *
 * @param quick whether it runs in every build
 * @param together whether it concerns its own token only, so that it runs beside others of its kind
 * @param kept how the token's value is in the vault before
 * @param acknowledged whether the overlap ends by an acknowledgement
 * @param rotators how many run when it begins
 * @param options of their JVMs
 * @param trouble what goes wrong
 * @param happening what the test does about it
 */
record FaultCase(
        String name,
        boolean quick,
        boolean together,
        Kept kept,
        boolean acknowledged,
        int rotators,
        List<String> options,
        Trouble trouble,
        Happening happening) {

    static FaultCase of(String name, Trouble trouble, Happening happening) {
        return new FaultCase(name, false, false, Kept.WITH_TAGS, false, 1, List.of(), trouble, happening);
    }

    static List<FaultCase> all() {
        return Stream.of(CallCases.all(), WriteCases.all(), FleetCases.all(), AnswerCases.all())
                .flatMap(List::stream)
                .toList();
    }

    FaultCase inEveryBuild() {
        return new FaultCase(name, true, together, kept, acknowledged, rotators, options, trouble, happening);
    }

    FaultCase besideOthers() {
        return new FaultCase(name, quick, true, kept, acknowledged, rotators, options, trouble, happening);
    }

    FaultCase keptBefore(Kept how) {
        return new FaultCase(name, quick, together, how, acknowledged, rotators, options, trouble, happening);
    }

    FaultCase endedByAcknowledgement() {
        return new FaultCase(name, quick, together, kept, true, rotators, options, trouble, happening);
    }

    FaultCase withRotators(int number, String... jvmOptions) {
        return new FaultCase(
                name, quick, together, kept, acknowledged, number, List.of(jvmOptions), trouble, happening);
    }

    @Override
    public String toString() {
        return name;
    }
}
