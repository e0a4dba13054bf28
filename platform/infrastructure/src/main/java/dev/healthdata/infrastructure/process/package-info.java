/** Child processes: started, watched, ended in order, and gone when their parent is. */
package dev.healthdata.infrastructure.process;
