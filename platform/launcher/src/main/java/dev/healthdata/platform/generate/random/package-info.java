/** Chance that is the same on every machine: integers only, and no algorithm that a Java release may change. */
package dev.healthdata.platform.generate.random;
