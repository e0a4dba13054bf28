/**
 * CSV as hospitals send it, read row by row with exact places. A row that is no row costs itself and nothing else; the
 * door is {@link dev.healthdata.producer.csv.CsvFile}.
 */
package dev.healthdata.producer.csv;
