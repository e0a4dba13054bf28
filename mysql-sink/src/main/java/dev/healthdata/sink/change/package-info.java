/** What the clean topics ask of the database: rows to store and rows to delete, the newest of each. */
package dev.healthdata.sink.change;
