package dev.patrol.local.services;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Programs that stand for services: small, and real processes. */
public final class Programs {
    private Programs() {}

    /** Says its environment and folder, then runs until it is told to stop. */
    static final class Patient {
        private Patient() {}

        public static void main(String... arguments) throws InterruptedException {
            System.getenv().forEach((name, value) -> System.out.println("env " + name + "=" + value));
            System.out.println("folder " + Path.of("").toAbsolutePath());
            System.out.println("ready");
            Thread.currentThread().join();
        }
    }

    /** Says something and fails. */
    static final class Failing {
        private Failing() {}

        public static void main(String... arguments) {
            for (int line = 1; line <= 40; line++) {
                System.out.println("line " + line);
            }
            System.err.println("AZURE_DEVOPS_ORG is missing");
            System.exit(78);
        }
    }

    /** A jar in a folder that runs until it is told to stop. */
    public static Path patient(Path jar) throws IOException {
        return jarOf(Patient.class, jar);
    }

    static Path failing(Path jar) throws IOException {
        return jarOf(Failing.class, jar);
    }

    private static Path jarOf(Class<?> program, Path jar) throws IOException {
        URI classes = URI.create(Programs.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, program.getName());
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(file, manifest)) {
            content.finish();
        }
        return jar;
    }
}
