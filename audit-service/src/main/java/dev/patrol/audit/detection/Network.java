package dev.patrol.audit.detection;

import java.util.Arrays;

/**
 * A network in CIDR notation (RFC 4632, RFC 4291), for example {@code 192.0.2.0/24} or {@code 2001:db8::/32}. An address alone
 * is a network of itself.
 */
public final class Network {
    private final Address start;
    private final int prefix;

    private Network(Address start, int prefix) {
        this.start = start;
        this.prefix = prefix;
    }

    static Network around(Address address, int prefix) {
        byte[] bytes = address.bytes().clone();
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return new Network(Address.ofBytes(bytes), prefix);
    }

    /**
     * @throws IllegalArgumentException where the text is no network, or has bits set behind its prefix: then it is likely
     *     that something else was meant
     */
    public static Network of(String text) {
        String[] parts = text.strip().split("/", 2);
        Address address = Address.of(parts[0]).orElseThrow(() -> notANetwork(text));
        int longest = address.bytes().length * Byte.SIZE;
        int prefix = parts.length == 1 ? longest : prefixIn(parts[1], text);
        if (prefix > longest) {
            throw notANetwork(text);
        }
        Network network = around(address, prefix);
        if (!network.start.equals(address)) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" has bits set behind its prefix; the network is " + network);
        }
        return network;
    }

    private static int prefixIn(String digits, String text) {
        if (!digits.matches("\\d{1,3}")) {
            throw notANetwork(text);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException notANetwork(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no network, for example 192.0.2.0/24 or 2001:db8::/32");
    }

    public boolean contains(Address address) {
        return address.bytes().length == start.bytes().length
                && Arrays.equals(around(address, prefix).start.bytes(), start.bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && prefix == network.prefix && start.equals(network.start);
    }

    @Override
    public int hashCode() {
        return 31 * start.hashCode() + prefix;
    }

    @Override
    public String toString() {
        return start + "/" + prefix;
    }
}
