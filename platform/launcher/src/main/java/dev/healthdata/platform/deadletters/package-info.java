/** {@code ./healthcare dead-letters}: see what is wrong, repair it, send it again, or say that it is no row. */
package dev.healthdata.platform.deadletters;
