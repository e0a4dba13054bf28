/** The stores of a table's tasks: their names, their kinds, and the memory that they may take. */
package dev.healthdata.validator.store;
