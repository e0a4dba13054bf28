/** Writing changes so that every row ends as its newest version, and telling those apart that cannot be written. */
package dev.healthdata.sink.write;
