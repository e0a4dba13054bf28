/** The directory that holds all that lasts of a platform on this machine. */
package dev.healthdata.platform.state;
