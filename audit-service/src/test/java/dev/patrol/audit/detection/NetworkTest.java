package dev.patrol.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.0,true",
        "192.0.2.0/24,192.0.2.255,true",
        "192.0.2.0/24,192.0.1.255,false",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.8,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/32,2001:db8:ffff:ffff::,true",
        "2001:db8::/32,2001:db9::,false",
        "::/0,192.0.2.7,false",
        "192.0.2.0/24,::ffff:192.0.2.9,true",
        "192.0.2.0/24,192.0.2.9:443,true",
        "2001:db8::/32,[2001:db8::1]:443,true"
    })
    void contains(String network, String address, boolean expected) {
        assertThat(Network.of(network).contains(Address.of(address).orElseThrow()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "localhost", "192.0.2", "192.0.2.256", "1.2.3.4.5", ":::", "example.com:80", "0x7f.1"})
    void whatIsNoAddressIsNotTakenForOne(String text) {
        assertThat(Address.of(text)).isEmpty();
    }

    /** The prefix compared bit by bit, as RFC 4632 defines it. */
    @Property
    void containsWhatHasTheSamePrefix(
            @ForAll("addresses") byte[] one, @ForAll("addresses") byte[] other, @ForAll int seed)
            throws UnknownHostException {
        int bits = one.length * 8;
        int prefix = Math.floorMod(seed, bits + 1);
        Network network = Network.around(address(one), prefix);
        boolean same = one.length == other.length;
        for (int bit = 0; same && bit < prefix; bit++) {
            int mask = 0x80 >> bit % 8;
            same = (one[bit / 8] & mask) == (other[bit / 8] & mask);
        }
        assertThat(network.contains(address(other))).isEqualTo(same);
        assertThat(Network.of(network.toString())).isEqualTo(network);
    }

    @Provide
    Arbitrary<byte[]> addresses() {
        // Few different bytes, so that prefixes are often the same. The first is never zero: no mapped address.
        Arbitrary<Byte> bytes = Arbitraries.of((byte) 1, (byte) -128, (byte) 127);
        return Arbitraries.of(4, 16)
                .flatMap(length -> bytes.array(Byte[].class).ofSize(length).map(boxed -> {
                    byte[] plain = new byte[length];
                    for (int i = 0; i < length; i++) {
                        plain[i] = boxed[i];
                    }
                    return plain;
                }));
    }

    private static Address address(byte[] bytes) throws UnknownHostException {
        return Address.of(InetAddress.getByAddress(bytes).getHostAddress()).orElseThrow();
    }
}
