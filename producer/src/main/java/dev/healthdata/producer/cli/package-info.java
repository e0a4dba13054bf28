/** The command line: options, what is wrong with them, and the run that they ask for. */
package dev.healthdata.producer.cli;
