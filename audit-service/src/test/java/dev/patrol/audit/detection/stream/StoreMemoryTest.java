package dev.patrol.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class StoreMemoryTest {
    static {
        RocksDB.loadLibrary();
    }

    @Test
    void allStoresShareOneCacheAndItsBuffersAndOneThatClosesTakesNothingAway() {
        try (Options one = new Options().setTableFormatConfig(new Watched());
                Options other = new Options().setTableFormatConfig(new Watched())) {
            // Given
            StoreMemory memory = new StoreMemory();
            memory.setConfig("one", one, Map.of());
            memory.setConfig("other", other, Map.of());

            // When
            memory.close("one", one);

            // Then
            Cache shared = ((Watched) other.tableFormatConfig()).cache;
            assertThat(((Watched) one.tableFormatConfig()).cache).isSameAs(shared);
            assertThat(shared.isOwningHandle()).isTrue();
            assertThat(one.writeBufferManager()).isSameAs(other.writeBufferManager());
            assertThat(other.writeBufferManager().isOwningHandle()).isTrue();
        }
    }

    /** Keeps what it is given; RocksDB does not tell. */
    private static final class Watched extends BlockBasedTableConfig {
        private Cache cache;

        @Override
        public BlockBasedTableConfig setBlockCache(Cache given) {
            cache = given;
            return super.setBlockCache(given);
        }
    }
}
