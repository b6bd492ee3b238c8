package dev.patrol.audit.detection;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 or IPv6 address. One that is written as an IPv4-mapped IPv6 address is the IPv4 address (RFC 4291, 2.5.5.2).
 * Nothing is ever looked up by name.
 */
public final class Address {
    private static final int MAPPED = 12;
    private static final Pattern WITH_PORT = Pattern.compile("(\\d+(?:\\.\\d+){3}|\\[.+]):\\d{1,5}");

    private final byte[] bytes;

    private Address(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @return empty where the text is no address */
    public static Optional<Address> of(String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher withPort = WITH_PORT.matcher(text.strip());
        String bare = withPort.matches() ? withPort.group(1) : text.strip();
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(bare);
        return Optional.ofNullable(bytes).map(Address::unmapped).map(Address::new);
    }

    @JsonCreator
    static Address read(String text) {
        return of(text).orElse(null);
    }

    static Address ofBytes(byte[] bytes) {
        return new Address(bytes);
    }

    private static byte[] unmapped(byte[] bytes) {
        boolean mapped = bytes.length == 16 && bytes[10] == -1 && bytes[11] == -1;
        for (int i = 0; mapped && i < 10; i++) {
            mapped = bytes[i] == 0;
        }
        return mapped ? Arrays.copyOfRange(bytes, MAPPED, 16) : bytes;
    }

    /** The network that the address is in: /16 of IPv4, /32 of IPv6, about what one provider has at one place. */
    public Network neighbourhood() {
        return Network.around(this, bytes.length == 4 ? 16 : 32);
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Address address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @JsonValue
    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(bytes);
    }
}
