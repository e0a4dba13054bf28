/** Sends the rows of dead letters again, repaired or not, and tells what became of each. */
package dev.healthdata.platform.deadletters.replay;
