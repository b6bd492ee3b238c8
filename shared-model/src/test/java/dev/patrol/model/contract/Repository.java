package dev.patrol.model.contract;

import java.nio.file.Path;

/** Where the files of this repository are while its tests run. */
final class Repository {
    private Repository() {}

    /** A path in this module; Maven names its folder, elsewhere it is the working directory. */
    static Path module(String path) {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve(path);
    }

    static Path root(String path) {
        return module("").getParent().resolve(path);
    }
}
