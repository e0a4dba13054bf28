/** The record of what operators do: who, when, which dead letters and why, never a value. */
package dev.healthdata.platform.operatorlog;
