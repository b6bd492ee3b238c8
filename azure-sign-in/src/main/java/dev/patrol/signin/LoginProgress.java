package dev.patrol.signin;

/** Shows a person how a sign-in goes. */
@FunctionalInterface
public interface LoginProgress {
    void prompt(DeviceCodePrompt prompt);

    /** The person is not done yet; told each time that the authority was asked, every few seconds. */
    default void waiting() {}
}
