package dev.healthdata.observability;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The address of {@code --health-address} cannot be listened to. */
public final class HealthAddressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HealthAddressException(InetSocketAddress address, IOException cause) {
        super("--health-address: cannot listen to " + address + ": " + cause.getMessage(), cause);
    }
}
