package dev.healthdata.platform.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCloseTest {
    private final AtomicBoolean seen = new AtomicBoolean(true);

    @AfterEach
    void clear() {
        var unused = Thread.interrupted();
    }

    @Test
    void theCloseDoesNotSeeThatTheThreadIsInterruptedAndTheThreadStaysSo() {
        Thread.currentThread().interrupt();

        ClientClose.uninterrupted(() -> seen.set(Thread.currentThread().isInterrupted()));

        assertThat(seen).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theThreadStaysInterruptedWhenTheCloseFails() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ClientClose.uninterrupted(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void nothingIsInterruptedThatWasNot() {
        ClientClose.uninterrupted(() -> seen.set(Thread.currentThread().isInterrupted()));

        assertThat(seen).isFalse();
        assertThat(Thread.interrupted()).isFalse();
    }
}
