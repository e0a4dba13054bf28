/** CSV as a line of text, and files whose lines are counted as an editor counts them. */
package dev.healthdata.platform.generate.csv;
