/** The command that runs the analytics. */
package dev.healthdata.analytics;
