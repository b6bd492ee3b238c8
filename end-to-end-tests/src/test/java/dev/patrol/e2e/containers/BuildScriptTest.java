package dev.patrol.e2e.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code build.sh} makes no image of what was not made for one. No engine is needed for that. */
class BuildScriptTest {
    private static final List<String> SERVICES =
            List.of("scanner-service", "rotator-service", "audit-service", "notifier-service", "local-stack");
    private static final String LOADER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
    private static final String PROGRAM = "io.quarkus.runner.GeneratedMain";
    private static final String REMEDY = "mvn -DskipTests -Pimages package";
    private static final int MISSING = 4;

    @TempDir
    Path home;

    @BeforeEach
    void makeWhatTheProfileMakes() throws IOException {
        Path script = home.resolve("deploy/images/build.sh");
        Files.createDirectories(script.getParent());
        Files.copy(ComposeFile.HOME.resolve("deploy/images/build.sh"), script);
        Files.writeString(home.resolve("pom.xml"), "  <version>1</version>\n");
        for (String service : SERVICES) {
            write(service, PROGRAM);
        }
        Path cli = Files.createDirectories(home.resolve("patrol-cli/target"));
        Files.createFile(cli.resolve("patrol-cli.jar"));
        Files.createFile(cli.resolve("sbom.json"));
    }

    @Test
    void whatTheProfileMadeBecomesImages() throws Exception {
        // When
        Result result = build();

        // Then
        assertThat(result).isEqualTo(new Result(0, ""));
    }

    @Test
    void whatWasBuiltAnewWithoutTheProfileIsRefused() throws Exception {
        // Given
        write("audit-service", LOADER);

        // When
        Result result = build();

        // Then
        assertThat(result.code()).isEqualTo(MISSING);
        assertThat(result.errors()).contains("audit-service/target/quarkus-app/quarkus-run.jar", REMEDY);
    }

    @Test
    void withoutAListOfPartsThereIsNoImage() throws Exception {
        // Given
        Files.delete(home.resolve("rotator-service/target/sbom.json"));

        // When
        Result result = build();

        // Then
        assertThat(result.code()).isEqualTo(MISSING);
        assertThat(result.errors()).contains("rotator-service/target/sbom.json is missing", REMEDY);
    }

    private record Result(int code, String errors) {}

    /** With an engine that does nothing. */
    private Result build() throws IOException, InterruptedException {
        Path errors = home.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "deploy/images/build.sh")
                .directory(home.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().put("ENGINE", "true");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Result(process.exitValue(), Files.readString(errors));
    }

    /** A program as Maven leaves it, and the list of its parts. */
    private void write(String service, String mainClass) throws IOException {
        Path target = home.resolve(service + "/target");
        Path app = Files.createDirectories(target.resolve("quarkus-app"));
        Files.writeString(target.resolve("sbom.json"), "{}");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        try (OutputStream file = Files.newOutputStream(app.resolve("quarkus-run.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            String name = mainClass.replace('.', '/') + ".class";
            jar.putNextEntry(new ZipEntry(name));
            jar.write(Files.readAllBytes(compiled(mainClass).resolve(name)));
        }
    }

    private Path compiled(String mainClass) throws IOException {
        Path classes = Files.createDirectories(home.resolve("classes"));
        int dot = mainClass.lastIndexOf('.');
        String code = "package " + mainClass.substring(0, dot) + "; public class " + mainClass.substring(dot + 1)
                + " { public static void main(String[] arguments) {} }";
        SimpleJavaFileObject source =
                new SimpleJavaFileObject(
                        URI.create("string:///" + mainClass.replace('.', '/') + ".java"), Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        boolean isCompiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-d", classes.toString()), null, List.of(source))
                .call();
        assertThat(isCompiled).isTrue();
        return classes;
    }
}
