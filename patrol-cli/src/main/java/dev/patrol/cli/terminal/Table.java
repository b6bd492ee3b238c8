package dev.patrol.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rows below heads, each column as wide as its widest cell. Where the terminal is too narrow, the widest of the columns that may
 * be cut give way, and cells that do not fit end in an ellipsis; without a terminal nothing is cut.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 8;
    /** Without a terminal a longer cell moves what is behind it. */
    private static final int WIDEST_COLUMN = 60;

    /**
     * @param head what it is called
     * @param isCut whether its cells may be cut where there is no room
     */
    public record Column(String head, boolean isCut) {
        /** Of words and numbers that must be read whole. */
        public static Column whole(String head) {
            return new Column(head, false);
        }

        /** Of free text. */
        public static Column cut(String head) {
            return new Column(head, true);
        }
    }

    private final List<Column> columns;
    private final List<List<Text>> rows = new ArrayList<>();

    public Table(Column... columns) {
        this.columns = List.of(columns);
    }

    /** Adds a row with a cell for each column. */
    public Table row(Text... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells, not " + columns.size());
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> new Text(SafeText.of(cell.text()), cell.style()))
                .toList());
        return this;
    }

    /** A column in which nothing is said is left out. */
    public void print(Console console) {
        int[] said = IntStream.range(0, columns.size())
                .filter(column ->
                        rows.stream().anyMatch(row -> !row.get(column).text().isBlank()))
                .toArray();
        if (said.length < columns.size()) {
            of(said).print(console);
            return;
        }
        int[] widths = widths(console.width());
        console.line(line(
                columns.stream()
                        .map(column -> Text.of(column.head(), Style.HEAD))
                        .toList(),
                widths,
                console.width()));
        rows.forEach(row -> console.line(line(row, widths, console.width())));
    }

    private Table of(int... wanted) {
        Table table = new Table(Arrays.stream(wanted).mapToObj(columns::get).toArray(Column[]::new));
        rows.forEach(
                row -> table.rows.add(Arrays.stream(wanted).mapToObj(row::get).toList()));
        return table;
    }

    private int[] widths(OptionalInt room) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            int widest = rows.stream()
                    .mapToInt(row -> Width.of(row.get(at).text()))
                    .max()
                    .orElse(0);
            widths[column] = Math.max(Width.of(columns.get(column).head()), widest);
        }
        if (room.isPresent()) {
            fit(widths, room.getAsInt());
        } else {
            Arrays.setAll(widths, column -> Math.min(widths[column], WIDEST_COLUMN));
        }
        return widths;
    }

    private void fit(int[] widths, int room) {
        int tooMuch = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - room;
        while (tooMuch > 0) {
            int widest = widestThatMayBeCut(widths);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            tooMuch--;
        }
    }

    private int widestThatMayBeCut(int[] widths) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            boolean mayBeCut = columns.get(column).isCut() && widths[column] > NARROWEST;
            if (mayBeCut && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }

    private static List<Text> line(List<Text> cells, int[] widths, OptionalInt room) {
        List<Text> line = new ArrayList<>();
        int last = lastFilled(cells);
        for (int column = 0; column <= last; column++) {
            Text cell = cells.get(column);
            boolean isWhole = room.isEmpty() && Width.of(cell.text()) > widths[column];
            String fitted = isWhole ? cell.text() : Width.fitted(cell.text(), widths[column]);
            line.add(new Text(column == last ? fitted.stripTrailing() : fitted, cell.style()));
            if (column < last) {
                line.add(Text.of(" ".repeat(GAP)));
            }
        }
        return line;
    }

    private static int lastFilled(List<Text> cells) {
        int last = cells.size() - 1;
        while (last > 0 && cells.get(last).text().isBlank()) {
            last--;
        }
        return last;
    }
}
