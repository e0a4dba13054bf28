/** What can be said of a raw record by looking at it alone. */
package dev.healthdata.validator.judge;
