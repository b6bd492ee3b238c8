package dev.patrol.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurrentStackTest {
    @TempDir
    Path folder;

    private final CurrentStack current = new CurrentStack(8090);

    @Test
    void takesNoStackOnceTheProcessIsBeingStopped() {
        // Given
        current.end();

        // When, Then
        assertThatExceptionOfType(StackClosed.class).isThrownBy(() -> current.set(stack()));
    }

    @Test
    void closesTheStackAtTheEnd() {
        // Given
        Stack stack = stack();
        current.set(stack);

        // When
        current.end();

        // Then
        assertThatExceptionOfType(StackClosed.class).isThrownBy(stack::startInbox);
    }

    @Test
    void showsNothingWhileTheStackStarts() {
        // Given
        current.set(stack());

        // When, Then
        assertThat(current.isSet()).isTrue();
        assertThat(current.get()).isEmpty();
        current.end();
    }

    private Stack stack() {
        return new Stack(RunDirectory.open(folder).orElseThrow(), folder, new Ports(false));
    }
}
