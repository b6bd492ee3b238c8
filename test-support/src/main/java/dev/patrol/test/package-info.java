/**
 * What the services' tests share: a real broker and a simulated Azure as Quarkus test resources, reading and writing of
 * topics, and the check that what was published keeps the contract.
 */
package dev.patrol.test;
