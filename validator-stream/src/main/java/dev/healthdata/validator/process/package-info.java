/** Runs the topology: settings, the checks at the start, and what happens when it cannot go on. */
package dev.healthdata.validator.process;
