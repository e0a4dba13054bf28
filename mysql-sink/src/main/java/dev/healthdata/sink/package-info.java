/** Clean topics into MySQL: the process, its options, and how its parts are put together. */
package dev.healthdata.sink;
