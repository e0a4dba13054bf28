package dev.healthdata.analytics.localfs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.local.LocalConfigKeys;

/** For {@code fs.AbstractFileSystem.file.impl}. */
public final class PlainAbstractFileSystem extends DelegateToFileSystem {
    /** Called by Hadoop. */
    public PlainAbstractFileSystem(URI uri, Configuration configuration) throws IOException, URISyntaxException {
        super(URI.create("file:///"), new PlainLocalFiles(), configuration, "file", false);
    }

    @Override
    public int getUriDefaultPort() {
        return -1;
    }

    @Override
    public boolean isValidName(String name) {
        return true;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in Hadoop, so it has to be there
    public FsServerDefaults getServerDefaults() throws IOException {
        return LocalConfigKeys.getServerDefaults();
    }
}
