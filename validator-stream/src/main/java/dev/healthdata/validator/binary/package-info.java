/** Values of stores and of internal topics as bytes: numbers big-endian, texts and byte strings with their length. */
package dev.healthdata.validator.binary;
