/**
 * Files onto the raw topics, exactly once: rows and the file's progress are sent in the same transactions, so that
 * whoever comes next, after whatever end, goes on at the right row. The door is
 * {@link dev.healthdata.producer.ingest.Ingestion}.
 */
package dev.healthdata.producer.ingest;
