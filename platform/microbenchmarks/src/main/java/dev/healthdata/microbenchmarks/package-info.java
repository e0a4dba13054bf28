/** What each row goes through, by itself. */
package dev.healthdata.microbenchmarks;
