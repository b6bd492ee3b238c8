package dev.patrol.rotator.breakglass;

/** Why a break-glass is not begun: nothing was revoked. */
public final class NotObeyed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String remedy;

    private NotObeyed(String code, String reason, String remedy) {
        super(reason);
        this.code = code;
        this.remedy = remedy;
    }

    static NotObeyed unconfirmed() {
        return new NotObeyed(
                "not-confirmed",
                "The break-glass has no confirmation that holds: none was given, it has expired, it was used before, or it is of"
                        + " another choice of tokens.",
                "Give it as a dry run first (./patrol break-glass --dry-run), look at what would die, and confirm with what it"
                        + " answers.");
    }

    static NotObeyed ownCredentialUnknown(long candidates) {
        return new NotObeyed(
                "own-credential-unknown",
                "One of " + candidates
                        + " powerful tokens that it chooses may be the one by which Patrol itself signs in, and"
                        + " then nothing could be finished.",
                "Say which it is (PATROL_BREAK_GLASS_OWN_CREDENTIAL), or ask for it to go too, last of all (--own-credential).");
    }

    /** Stable word for programs. */
    public String code() {
        return code;
    }

    public String remedy() {
        return remedy;
    }
}
