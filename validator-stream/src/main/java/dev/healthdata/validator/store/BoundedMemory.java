package dev.healthdata.validator.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.Filter;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** One cache and one limit of write buffers for all stores of the process, however many there are. */
public final class BoundedMemory implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long WRITE_BUFFERS_BYTES = 32L << 20;
    private static final long WRITE_BUFFER_BYTES = 4L << 20;
    /**
     * What a store takes for its first entry. By default an eighth of its write buffer: the many stores of few entries would
     * use up the common limit by that alone, and have each other flushed all the time.
     */
    private static final long ARENA_BLOCK_BYTES = 32L << 10;

    /** Of a write buffer, for a filter of the keys in it. */
    private static final double MEMTABLE_BLOOM_RATIO = 0.05;

    private static final double BLOOM_BITS_PER_KEY = 10;

    static {
        RocksDB.loadLibrary();
    }

    /** Write buffers are charged to the cache, so that this is the limit of both. */
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);

    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    /** Most look-ups are for ids that are not there: new rows, and dead letters that there are not. */
    private static final Filter FILTER = new BloomFilter(BLOOM_BITS_PER_KEY, false);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(FILTER);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_RATIO);
        options.setMemtableWholeKeyFiltering(true);
    }

    /** All that is used here is shared and lives as long as the process. */
    @Override
    public void close(String storeName, Options options) {}
}
