/** Which files of a directory are complete. */
package dev.healthdata.producer.watch;
