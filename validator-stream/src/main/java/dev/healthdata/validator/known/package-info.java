/** The rows of a task that are clean, as rows that refer to them see them. */
package dev.healthdata.validator.known;
