/**
 * Hadoop's local file system without child processes: it runs {@code chmod} and {@code readlink} for every file, 44 ms
 * each, and a micro-batch writes a dozen. Only for a checkpoint on a local disk.
 */
package dev.healthdata.analytics.localfs;
