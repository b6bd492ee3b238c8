package dev.patrol.secrets;

/** The store could not do what it was asked for. Messages never hold a value. */
public abstract sealed class SecretStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    private SecretStoreException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What a person can do about it, in a sentence. */
    public String remedy() {
        return remedy;
    }

    /** It may work later: the store was not reached, was busy or broken, also after all retries. */
    public static final class Unavailable extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            this(message, "If that goes on, see that it can be reached and is well.");
        }

        public Unavailable(String message, String remedy) {
            super(message, remedy);
        }
    }

    /** It will not work until a person changes something. */
    public static final class Refused extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Refused(String message, String remedy) {
            super(message, remedy);
        }
    }

    /** Whoever wanted it does not want it any more; an earlier try may have been carried out, or still be. */
    public static final class Withdrawn extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Withdrawn(String message) {
            super(message, "Nothing needs to be done.");
        }
    }

    /** What is stored is not what was stored, or was locked by another key. The message names the file. */
    public static final class Damaged extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Damaged(String message, String remedy) {
            super(message, remedy);
        }
    }
}
