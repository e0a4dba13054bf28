package dev.healthdata.observability;

import java.net.InetSocketAddress;
import picocli.CommandLine.Option;

/** The option of all parts that says where they answer. */
public final class HealthOptions {
    @Option(
            names = "--health-address",
            paramLabel = "[HOST:]PORT",
            defaultValue = "${env:HEALTH_ADDRESS}",
            converter = Address.class,
            description =
                    "Answer GET /health, /ready and /metrics there, to anybody who reaches it; without HOST only to"
                            + " this machine (HEALTH_ADDRESS). Default: not at all.")
    private InetSocketAddress address;

    /**
     * Answers from now on, if that is wanted. To begin with, the part is neither healthy nor ready.
     *
     * @throws HealthAddressException if the address cannot be listened to
     */
    public Observability start() {
        return address == null ? Observability.silent() : Observability.listening(address);
    }
}
