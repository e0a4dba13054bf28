/** What is left of a failure once nothing of a record can be in it. */
package dev.healthdata.validator.failure;
