package dev.patrol.notifier.delivery;

import dev.patrol.notifier.post.Letter;
import dev.patrol.notifier.routing.Recipient;

/** Brings letters to recipients of some kind. */
public interface Carrier {
    boolean serves(Recipient.Kind kind);

    /**
     * Returns when the recipient's server has taken the letter.
     *
     * @throws Undelivered where it has not
     */
    void carry(Letter letter) throws Undelivered;
}
