package dev.healthdata.analytics.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.healthdata.analytics.storage.Folder;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a real HDFS, of one process. */
class HdfsIT extends StorageContract {
    @TempDir
    private static Path disks;

    private static MiniDFSCluster hdfs;

    /** How long a client waits before it asks again whether what it closes is whole; nearly all files have to wait once. */
    private static final String PAUSE = "spark.hadoop.dfs.client.block.write.locateFollowingBlock.initial.delay.ms";

    @BeforeAll
    static void start() throws Exception {
        System.setProperty(PAUSE, "5");
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disks.toString());
        hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        hdfs.waitActive();
    }

    @AfterAll
    static void stop() {
        System.clearProperty(PAUSE);
        hdfs.shutdown();
    }

    @Override
    Folder folder(String name) {
        return Folder.of("hdfs://127.0.0.1:" + hdfs.getNameNodePort() + "/" + name);
    }

    @Test
    void leavesTheOldFileWhenAWriterDiesInMidWriteAndDoesNotWaitForItsLease() throws Exception {
        Folder folder = folder("lease");
        folder.replace("a.csv", "old".getBytes(UTF_8));
        var beside = new org.apache.hadoop.fs.Path(folder.location(), ".a.csv.new");
        FileSystem another = FileSystem.newInstance(beside.toUri(), new Configuration());
        FSDataOutputStream dead = another.create(beside, true);
        dead.write(1);
        dead.hflush();

        assertThat(folder.read("a.csv")).asString(UTF_8).isEqualTo("old");
        folder.replace("a.csv", "new".getBytes(UTF_8));

        assertThat(folder.read("a.csv")).asString(UTF_8).isEqualTo("new");
        assertThat(folder.names()).containsExactly("a.csv");
    }
}
