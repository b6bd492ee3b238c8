package dev.patrol.secrets;

/** The store could not do what it was asked for. Messages never hold a value. */
public abstract sealed class SecretStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private SecretStoreException(String message) {
        super(message);
    }

    /** It may work later: the store was not reached, was busy or broken, also after all retries. */
    public static final class Unavailable extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }

    /** It will not work until a person changes something. */
    public static final class Refused extends SecretStoreException {
        private static final long serialVersionUID = 1L;

        public Refused(String message) {
            super(message);
        }
    }
}
