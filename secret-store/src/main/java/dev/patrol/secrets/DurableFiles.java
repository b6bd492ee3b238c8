package dev.patrol.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * Files that are there whole or not at all, also after a crash: written beside their place, forced to the disk, renamed,
 * and the folder's entry forced too. Only their owner can read them, where the file system has such rights.
 */
final class DurableFiles {
    static final String LEFTOVERS = "*.tmp";

    private DurableFiles() {}

    /** Whether the file system of a path knows the rights of owner, group and others. */
    static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Where a path leads, links followed, also where nothing is there yet. */
    static Path realPath(Path path) throws IOException {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(path)).normalize();
    }

    /** Makes a folder and those above it where they are missing. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownersOnly(folder, "rwx------"));
            force(folder.getParent());
        }
    }

    /** Puts a content in place of what is there. */
    static void write(Path file, byte[] content) throws IOException {
        write(file, content, StandardCopyOption.ATOMIC_MOVE);
    }

    /** @throws java.nio.file.FileAlreadyExistsException where there is one already */
    static void writeNew(Path file, byte[] content) throws IOException {
        write(file, content, new CopyOption[0]);
    }

    /** A file that is there for ever, for what is locked in its name. */
    static AsynchronousFileChannel open(Path file) throws IOException {
        return AsynchronousFileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), null, ownersOnly(file, "rw-------"));
    }

    /** Removes what writers left that died; nobody may be writing. */
    static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, LEFTOVERS)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static void write(Path file, byte[] content, CopyOption... move) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(
                    beside,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    ownersOnly(file, "rw-------"))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(beside, file, move);
            force(file.getParent());
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Other systems than POSIX ones don't open folders, and keep their entries by themselves. */
    private static void force(Path folder) throws IOException {
        if (hasPermissions(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
