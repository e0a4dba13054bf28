package dev.healthdata.sink;

import dev.healthdata.infrastructure.sql.SqlAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between the sink and the server, and cuts all connections after a number of bytes, in whichever direction. */
final class CuttingProxy implements AutoCloseable {
    private final SqlAccount server;
    private final URI address;
    private final ServerSocket listener;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(SqlAccount server) throws IOException {
        this.server = server;
        this.address = URI.create(server.url().substring("jdbc:".length()));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    SqlAccount account() {
        String url = "jdbc:mysql://127.0.0.1:" + listener.getLocalPort() + address.getPath();
        return new SqlAccount(url, server.user(), server.password());
    }

    void cutAfter(long bytes) {
        left.set(bytes);
    }

    void cutNoMore() {
        left.set(Long.MAX_VALUE);
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket back = new Socket(address.getHost(), address.getPort());
                open.addAll(List.of(client, back));
                start(() -> forward(client, back));
                start(() -> forward(back, client));
            }
        } catch (IOException e) {
            cut();
        }
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[4_096];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (left.get() != Long.MAX_VALUE && left.addAndGet(-read) < 0) {
                    left.set(Long.MAX_VALUE);
                    cuts.incrementAndGet();
                    cut();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // The other direction was cut.
        }
    }

    private void cut() {
        open.forEach(CuttingProxy::close);
        open.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
