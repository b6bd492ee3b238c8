package dev.patrol.e2e.deploy;

import java.util.List;

/** The rights on Kafka as {@code deploy/kafka/rights.tsv} has them, which a test of shared-model holds to the contract. */
record Rights(List<Right> all) {
    /** The roles that Patrol's own programs have. */
    static final List<String> SERVICES = List.of("scanner", "rotator", "audit", "notifier");

    record Right(String role, String resource, String pattern, String name, List<String> operations) {}

    static Rights read() {
        return new Rights(Deploy.text(Deploy.FOLDER.resolve("kafka/rights.tsv"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> new Right(cells[0], cells[1], cells[2], cells[3], List.of(cells[4].split(","))))
                .toList());
    }

    List<Right> of(String role) {
        return all.stream().filter(right -> right.role().equals(role)).toList();
    }
}
