/** `up`: everything on this machine, one process for each part, started, watched and ended in order. */
package dev.healthdata.platform.up;
