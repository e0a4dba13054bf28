/** The ways in which a row can be wrong, and the rules that must find each. */
package dev.healthdata.platform.generate.defect;
