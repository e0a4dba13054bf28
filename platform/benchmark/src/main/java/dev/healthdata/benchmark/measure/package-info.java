/** What a run cost, and how runs of two contenders compare. */
package dev.healthdata.benchmark.measure;
