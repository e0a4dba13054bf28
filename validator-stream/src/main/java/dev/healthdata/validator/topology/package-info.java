/** The one topology, as a pure function of the tables and a few settings. */
package dev.healthdata.validator.topology;
