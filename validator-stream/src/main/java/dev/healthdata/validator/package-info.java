/** The validator's process: the command line and its exit codes. */
package dev.healthdata.validator;
