package dev.patrol.cli.options;

import picocli.CommandLine.Option;

/** For whom the output is. */
public final class OutputOptions {
    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "TABLE",
            description = "table for people, json for programs: one object a line. Default: table.")
    Format format;

    @Option(names = "--json", description = "The same as --output json.")
    boolean json;

    public boolean isJson() {
        return json || format == Format.JSON;
    }
}
