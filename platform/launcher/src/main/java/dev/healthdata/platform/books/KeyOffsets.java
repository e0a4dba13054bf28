package dev.healthdata.platform.books;

import java.util.Arrays;

/**
 * The last offset of each key of one partition, in 24 to 48 bytes a key whatever its length. A key is known by a hash of 64
 * bits: among a million keys, two share one once in forty million partitions. It grows piece by piece, so that growing takes
 * no more room than what was gained.
 */
public final class KeyOffsets {
    private static final int PIECES = 64;

    private final Piece[] pieces = new Piece[PIECES];

    /** Makes one that knows no key. */
    public KeyOffsets() {
        Arrays.setAll(pieces, any -> new Piece());
    }

    /** In the place of what was put before; not negative. */
    public void put(byte[] key, long offset) {
        long hash = hash(key);
        piece(hash).put(hash, offset);
    }

    /** The offset that was put last, or this if none was. */
    public long last(byte[] key, long otherwise) {
        long hash = hash(key);
        long last = piece(hash).last(hash);
        return last == Piece.NONE ? otherwise : last;
    }

    /** Whether nothing newer has this key. */
    public boolean isLast(byte[] key, long offset) {
        return last(key, Piece.NONE) == offset;
    }

    /** By the upper bits; the lower ones choose a slot of the piece. */
    private Piece piece(long hash) {
        return pieces[(int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(PIECES)))];
    }

    /** FNV-1a, and the end of MurmurHash3 so that all bits can choose. */
    private static long hash(byte[] key) {
        long hash = 0xcbf29ce484222325L;
        for (byte each : key) {
            hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** Open addressing, at most two thirds full. */
    private static final class Piece {
        static final long NONE = -1;

        private static final int SMALLEST = 16;

        private long[] hashes = new long[SMALLEST];
        private long[] offsets = filled(SMALLEST);
        private int size;

        void put(long hash, long offset) {
            if (3L * size >= 2L * hashes.length) {
                grow();
            }
            int slot = slot(hash);
            if (offsets[slot] == NONE) {
                size++;
            }
            hashes[slot] = hash;
            offsets[slot] = offset;
        }

        long last(long hash) {
            return offsets[slot(hash)];
        }

        private int slot(long hash) {
            int mask = hashes.length - 1;
            int slot = (int) hash & mask;
            while (offsets[slot] != NONE && hashes[slot] != hash) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            long[] oldHashes = hashes;
            long[] oldOffsets = offsets;
            hashes = new long[2 * oldHashes.length];
            offsets = filled(hashes.length);
            for (int i = 0; i < oldHashes.length; i++) {
                if (oldOffsets[i] != NONE) {
                    int slot = slot(oldHashes[i]);
                    hashes[slot] = oldHashes[i];
                    offsets[slot] = oldOffsets[i];
                }
            }
        }

        private static long[] filled(int length) {
            long[] offsets = new long[length];
            Arrays.fill(offsets, NONE);
            return offsets;
        }
    }
}
