/** The command line: which commands there are, and what they have in common. */
package dev.healthdata.platform.cli;
