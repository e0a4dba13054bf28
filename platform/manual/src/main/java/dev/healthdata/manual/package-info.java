/** What the commands say of themselves, as man pages and as shell completion. */
package dev.healthdata.manual;
