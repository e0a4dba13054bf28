/** Each part of the platform measured beside a reference in the same run. */
package dev.healthdata.benchmark;
