/** What the process of a part and the launcher that started it say to each other, over stdin and stdout. */
package dev.healthdata.records.process;
