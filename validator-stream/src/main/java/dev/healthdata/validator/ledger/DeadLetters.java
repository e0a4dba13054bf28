package dev.healthdata.validator.ledger;

import dev.healthdata.validator.store.SparseStore;
import java.util.Optional;

/** The open dead letters of a task, by key; keeps their number in the books. */
final class DeadLetters {
    private final SparseStore store;
    private final Books books;

    DeadLetters(SparseStore store, Books books) {
        this.store = store;
        this.books = books;
    }

    Optional<OpenDeadLetter> find(byte[] key) {
        return books.anyOpenDeadLetters()
                ? Optional.ofNullable(store.get(key)).map(OpenDeadLetter::decode)
                : Optional.empty();
    }

    /** @param before what {@link #find} gave for the key */
    void put(byte[] key, Optional<OpenDeadLetter> before, OpenDeadLetter letter) {
        if (!books.anyOpenDeadLetters()) {
            store.forget();
        }
        store.put(key, letter.encode());
        if (before.isEmpty()) {
            books.addOpenDeadLetters(1);
        }
    }

    void remove(byte[] key) {
        store.delete(key);
        books.addOpenDeadLetters(-1);
    }
}
