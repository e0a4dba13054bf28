/** The hospitals' rows: people, visits and reports of a made-up Ireland, each a function of the seed and its number. */
package dev.healthdata.platform.generate.row;
