/** `generate`: CSV files that look real, the same for the same arguments, with a list of what is wrong in them. */
package dev.healthdata.platform.generate;
