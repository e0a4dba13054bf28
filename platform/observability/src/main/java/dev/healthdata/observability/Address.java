package dev.healthdata.observability;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code PORT} or {@code HOST:PORT}. Without a host only this machine is listened to; a variable that is empty is none. */
final class Address implements ITypeConverter<InetSocketAddress> {
    private static final int HIGHEST = 65_535;

    @Override
    public InetSocketAddress convert(String value) {
        if (value.isBlank()) {
            return null;
        }
        int colon = value.lastIndexOf(':');
        int port = port(value, value.substring(colon + 1));
        return colon < 0
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                : new InetSocketAddress(value.substring(0, colon), port);
    }

    private static int port(String value, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TypeConversionException("'" + value + "' is no PORT and no HOST:PORT");
    }
}
