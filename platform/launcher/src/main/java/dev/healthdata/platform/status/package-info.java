/** What the terminal shows while the platform runs. */
package dev.healthdata.platform.status;
