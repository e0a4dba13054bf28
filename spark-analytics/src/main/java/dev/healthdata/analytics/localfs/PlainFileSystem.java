package dev.healthdata.analytics.localfs;

import org.apache.hadoop.fs.LocalFileSystem;

/** For {@code fs.file.impl}. */
public final class PlainFileSystem extends LocalFileSystem {
    public PlainFileSystem() {
        super(new PlainLocalFiles());
    }
}
