package dev.patrol.local.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table for a terminal. Its cells come from outside, so they are made {@linkplain SafeText safe}. */
public final class TextTable {
    private static final int WIDEST = 44;
    private static final int GAP = 2;

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... heads) {
        rows.add(List.of(heads));
    }

    /** Adds a row; it must have a cell for each head. */
    public TextTable row(Object... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "A row has " + cells.length + " cells, not " + rows.get(0).size());
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> SafeText.of(String.valueOf(cell), WIDEST))
                .toList());
        return this;
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], SafeText.width(row.get(column)));
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - SafeText.width(cell) + GAP));
        }
        return line.toString().stripTrailing();
    }
}
