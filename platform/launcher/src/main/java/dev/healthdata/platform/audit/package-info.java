/** The proof that every row has exactly one fate, and that database and aggregates show what they should. */
package dev.healthdata.platform.audit;
