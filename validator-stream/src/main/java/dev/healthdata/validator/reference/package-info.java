/** What a table's tasks know of its rows as rows that others refer to, and who has asked about those that are not there. */
package dev.healthdata.validator.reference;
