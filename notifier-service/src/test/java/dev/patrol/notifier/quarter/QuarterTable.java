package dev.patrol.notifier.quarter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mails that a quarter should send. A line says on which days (one, or the first and last of several), when, to whom, in
 * which form, and how many events of which type the mail tells of; {@code 5x} before the day means five such mails.
 */
final class QuarterTable {
    private static final Path FILE = Path.of("src", "test", "resources", "quarter.txt");
    private static final Pattern LINE = Pattern.compile("(?:(\\d+)x )?(\\d+)(?:-(\\d+))? (\\d\\d:\\d\\d) (\\S+) (.+)");

    private record Mail(int day, String time, String rest) {}

    private QuarterTable() {}

    /** A line for each mail, in the order of their arrival. */
    static List<String> read() throws IOException {
        List<Mail> mails = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            String words = line.replaceAll("#.*", "").strip().replaceAll("\\s+", " ");
            Matcher matcher = LINE.matcher(words);
            if (words.isEmpty()) {
                continue;
            }
            if (!matcher.matches()) {
                throw new IllegalArgumentException("No line of the table: " + line);
            }
            int times = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
            int first = Integer.parseInt(matcher.group(2));
            int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
            for (int day = first; day <= last; day++) {
                for (int copy = 0; copy < times; copy++) {
                    mails.add(new Mail(day, matcher.group(4), matcher.group(5) + " " + matcher.group(6)));
                }
            }
        }
        return mails.stream()
                .sorted(Comparator.comparingInt(Mail::day)
                        .thenComparing(Mail::time)
                        .thenComparing(Mail::rest))
                .map(mail -> mail.day() + " " + mail.time() + " " + mail.rest())
                .toList();
    }
}
