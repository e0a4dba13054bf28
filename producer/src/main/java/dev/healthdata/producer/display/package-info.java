/** What people and the launcher see while files are sent; the door is {@link dev.healthdata.producer.display.Display}. */
package dev.healthdata.producer.display;
