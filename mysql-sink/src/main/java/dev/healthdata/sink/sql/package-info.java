/** The database: how it is reached, what is said to it in which dialect, and what its errors mean. */
package dev.healthdata.sink.sql;
