/** What a table is: its columns, its references and its topics, read from the record that describes it. */
package dev.healthdata.records.table;
