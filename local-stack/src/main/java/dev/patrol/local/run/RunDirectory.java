package dev.patrol.local.run;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Where a run keeps its logs and its description, and what keeps a second run out: a lock that the operating system drops
 * when its process ends, however it ends. The locked file holds the process id of the run.
 */
public final class RunDirectory implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String CHILDREN = "children";
    private static final String DESCRIPTION = "stack.json";
    private static final String SETTINGS = "settings.env";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path path;
    private final FileChannel channel;

    private RunDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * The directory, made if need be, or empty where another run has it.
     *
     * @throws UncheckedIOException if it can't be made or written
     */
    public static Optional<RunDirectory> open(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
            return Optional.of(new RunDirectory(path.toRealPath(), channel));
        } catch (IOException e) {
            throw new UncheckedIOException("The run directory can't be used: " + path, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    public Path path() {
        return path;
    }

    /** Describes the run for other programs, which never see half of it. */
    public void describe(String json) {
        try {
            Path draft = Files.writeString(path.resolve(DESCRIPTION + ".new"), json);
            Files.move(draft, path.resolve(DESCRIPTION), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps the settings of the run's services, as lines {@code NAME=value}, for programs that are to reach what they reach.
     * There are secrets among them, so only the owner can read the file, and it ends with the run.
     */
    public void keepSettings(Map<String, String> settings) {
        Path file = path.resolve(SETTINGS);
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder of this run alone: what an earlier one has left there is gone. */
    public Path emptied(String name) {
        Path folder = path.resolve(name);
        try {
            if (Files.exists(folder)) {
                try (Stream<Path> left = Files.walk(folder)) {
                    for (Path deepestFirst :
                            left.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(deepestFirst);
                    }
                }
            }
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("A folder of the run directory can't be emptied: " + folder, e);
        }
    }

    /** Remembers a child process, for a next run that finds it left over. */
    public void rememberChild(long pid, Path jar) {
        try {
            Files.writeString(
                    path.resolve(CHILDREN),
                    pid + " " + jar + "\n",
                    UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends the services that a killed run has left behind: only those that it has started, and that still run what it has
     * started them with. Returns how many there were, when they have ended.
     */
    public int endLeftovers() {
        Path children = path.resolve(CHILDREN);
        try {
            Files.deleteIfExists(path.resolve(DESCRIPTION));
            Files.deleteIfExists(path.resolve(SETTINGS));
            if (!Files.exists(children)) {
                return 0;
            }
            List<ProcessHandle> leftovers = Files.readAllLines(children, UTF_8).stream()
                    .flatMap(line -> leftover(line).stream())
                    .toList();
            leftovers.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(
                            leftovers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            Files.delete(children);
            return leftovers.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> leftover(String line) {
        String[] pidAndJar = line.split(" ", 2);
        return pidAndJar.length == 2 && pidAndJar[0].matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(pidAndJar[0])).filter(process -> runs(process, pidAndJar[1]))
                : Optional.empty();
    }

    private static boolean runs(ProcessHandle process, String jar) {
        return Stream.of(process.info().arguments().orElse(new String[0])).anyMatch(jar::equals);
    }

    /** Lets the next run in. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path.resolve(CHILDREN));
            Files.deleteIfExists(path.resolve(DESCRIPTION));
            Files.deleteIfExists(path.resolve(SETTINGS));
            channel.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
