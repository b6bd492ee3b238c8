package dev.patrol.cli.check;

import java.util.List;

/** Looks at what belongs together, on a thread of its own. */
public interface Check {
    String area();

    /** What it will say something about, in the order of the table. It may say more. */
    List<String> subjects();

    /** What mends it if it takes too long, in a sentence. */
    String whenLate();

    /** Says of each subject how it stands. One that it leaves out counts as not tried. May be interrupted. */
    void run(Findings findings);
}
