/** What must be right before the first row is written, each problem with what to do about it. */
package dev.healthdata.sink.check;
