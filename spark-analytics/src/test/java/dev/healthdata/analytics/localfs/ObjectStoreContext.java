package dev.healthdata.analytics.localfs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.local.LocalConfigKeys;

/** The same as {@link ObjectStore}, for Spark's checkpoint. */
public final class ObjectStoreContext extends DelegateToFileSystem {
    /** Called by Hadoop. */
    public ObjectStoreContext(URI uri, Configuration configuration) throws IOException, URISyntaxException {
        super(URI.create(uri.getScheme() + ":///"), new ObjectStore(), configuration, uri.getScheme(), false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Hadoop, so it has to be there
    public FsServerDefaults getServerDefaults() throws IOException {
        return LocalConfigKeys.getServerDefaults();
    }
}
