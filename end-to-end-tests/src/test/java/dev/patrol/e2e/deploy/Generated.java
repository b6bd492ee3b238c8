package dev.patrol.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made from the contract, so that they can't differ from it. */
final class Generated {
    /** With {@code -Dpatrol.deploy.write=true} the tests write the files instead of comparing them. */
    private static final boolean WRITE = Boolean.getBoolean("patrol.deploy.write");

    private Generated() {}

    static void requireThatItIs(Path file, String expected) {
        if (WRITE) {
            write(file, expected);
        }
        assertThat(file)
                .as(
                        "%s is made from the contract. Make it anew: mvn -pl end-to-end-tests -am test"
                                + " -Dtest='dev.patrol.e2e.deploy.*' -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dpatrol.deploy.write=true && deploy/kubernetes/render.sh",
                        file)
                .hasContent(expected);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
