/** The five files that readers see, each replaced as a whole. */
package dev.healthdata.analytics.publish;
