/** {@code healthcare topics}. */
package dev.healthdata.platform.topics;
