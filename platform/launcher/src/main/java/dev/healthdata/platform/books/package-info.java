/** How far the platform is: the validator's tallies, the sink's offsets, and what the aggregates were made from. */
package dev.healthdata.platform.books;
