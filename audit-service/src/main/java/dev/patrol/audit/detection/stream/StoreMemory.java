package dev.patrol.audit.detection.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what all stores of the process take outside of the heap. By default each store has its own cache and buffers, of about
 * 100 MiB together: with twelve partitions of lineages that is more than the container has.
 */
public final class StoreMemory implements RocksDBConfigSetter {
    private static final long MEBIBYTE = 1024 * 1024;
    /** Of all stores: blocks that were read, with indexes and filters, and what is not written to a file yet. */
    private static final long ALL = 128 * MEBIBYTE;

    private static final long NOT_YET_IN_FILES = 48 * MEBIBYTE;

    /** So that a store that is read as a whole does not displace the indexes and filters of the others. */
    private static final double FOR_INDEXES_AND_FILTERS = 0.1;

    /** RocksDB chooses into how many parts it is divided. */
    private static final int SHARDS = -1;

    /** Made when the first store is opened: RocksDB's own library is loaded only then. */
    private static final class Shared {
        static final Cache CACHE = new LRUCache(ALL, SHARDS, false, FOR_INDEXES_AND_FILTERS);
        static final WriteBufferManager BUFFERS = new WriteBufferManager(NOT_YET_IN_FILES, CACHE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.BUFFERS);
    }

    /** The other stores go on with what is shared. */
    @Override
    public void close(String storeName, Options options) {}
}
