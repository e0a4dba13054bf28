/** The dead letters that are open, read from their topics in bounded memory, and which of them an operator means. */
package dev.healthdata.platform.deadletters.letter;
