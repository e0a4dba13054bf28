/** Dead letters as CSV files that are repaired in a spreadsheet and come back. */
package dev.healthdata.platform.deadletters.sheet;
