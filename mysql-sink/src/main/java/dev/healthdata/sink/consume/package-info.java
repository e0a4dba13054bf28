/** Reading the clean topics: what is polled, what waits, and how far all is written. */
package dev.healthdata.sink.consume;
