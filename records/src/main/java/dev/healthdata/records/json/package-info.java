/** Rows as JSON: text as read in raw records, columns and version in clean ones. */
package dev.healthdata.records.json;
