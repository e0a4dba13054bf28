/**
 * Where files are: on a local disk, or in a file system of Hadoop's. Whoever writes them need not know; what holds of all is
 * that a file is replaced as a whole.
 */
package dev.healthdata.analytics.storage;
