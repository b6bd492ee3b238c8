/**
 * Tests of the packaged services from outside: the local stack is started as a process, and everything is asked over HTTP
 * and Kafka.
 */
package dev.patrol.e2e;
