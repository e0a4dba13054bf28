/** Rows judged before the validator sees them, by the validator's own rules. */
package dev.healthdata.producer.judge;
