/** The validator beside a topology that only passes rows through. */
package dev.healthdata.benchmark.stream;
