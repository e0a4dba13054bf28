package dev.healthdata.analytics.localfs;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Local files by Java's own calls only. Owners and permissions are those of the process and its umask. */
class PlainLocalFiles extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) {
        // The superclass runs chmod.
    }

    @Override
    public boolean supportsSymlinks() {
        return false;
    }

    @Override
    public FileStatus getFileLinkStatus(Path path) throws IOException {
        return getFileStatus(path);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        File file = pathToFile(path);
        if (!file.exists()) {
            throw new FileNotFoundException(path.toString());
        }
        return new FileStatus(
                file.length(),
                file.isDirectory(),
                1,
                getDefaultBlockSize(path),
                file.lastModified(),
                path.makeQualified(getUri(), getWorkingDirectory()));
    }
}
